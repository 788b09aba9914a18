package org.linfnet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linfnet.kernel.simd.SimdKernels;

/** Gradients of both kinds of kernels against central differences in double. */
class KernelGradientTest {

  private static final double STEP = 1e-5;

  static List<DistanceKernels> kernels() {
    return List.of(new ScalarKernels(), new SimdKernels());
  }

  static Stream<Arguments> kernelsAndExponents() {
    return kernels().stream()
        .flatMap(
            kernels ->
                Stream.of(2f, 3f, 6f, 6.5f, 8f, 16f, 23.7f, 32f, 35f, 36f, 44f, 64f, 100f)
                    .map(p -> Arguments.of(kernels, p)));
  }

  @ParameterizedTest
  @MethodSource("kernelsAndExponents")
  void gradientIsTheSlopeOfTheDistance(DistanceKernels kernels, float p) {
    KernelBlock block = new KernelBlock(3, 4, 19, 1, 31);
    float[][] gradients = block.powerBackward(kernels, p, block.powerForward(kernels, p));
    for (int i = 0; i < 3 * 19; i++) {
      double slope = slope(block, p, i, true);
      assertThat((double) gradients[0][KernelBlock.Z + i]).isCloseTo(slope, within(2e-4));
    }
    for (int i = 0; i < 4 * 19; i++) {
      double slope = slope(block, p, i, false);
      assertThat((double) gradients[1][KernelBlock.W + i]).isCloseTo(slope, within(2e-4));
    }
  }

  private static double slope(KernelBlock block, double p, int at, boolean ofZ) {
    return (loss(block, p, at, ofZ, STEP) - loss(block, p, at, ofZ, -STEP)) / (2 * STEP);
  }

  private static double loss(KernelBlock block, double p, int at, boolean ofZ, double step) {
    int inputs = block.shape.inputs();
    int outputs = block.shape.outputs();
    double loss = 0;
    for (int pair = 0; pair < block.shape.batch() * outputs; pair++) {
      int zRow = pair / outputs * inputs;
      int wRow = pair % outputs * inputs;
      double sum = 0;
      for (int i = 0; i < inputs; i++) {
        double z = block.z[KernelBlock.Z + zRow + i] + (ofZ && zRow + i == at ? step : 0);
        double w = block.w[KernelBlock.W + wRow + i] + (!ofZ && wRow + i == at ? step : 0);
        sum += Math.pow(Math.abs(z - w), p);
      }
      loss += block.gradientY[KernelBlock.GRADIENT_Y + pair] * Math.pow(sum, 1 / p);
    }
    return loss;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void infinityGradientGoesToTheFirstOfEqualLargestDifferences(DistanceKernels kernels) {
    float[] z = new float[40];
    z[7] = -2;
    z[23] = 2;
    DistanceBlock block =
        new DistanceBlock(
            new BlockShape(1, 1, 40), rows(z), rows(new float[40]), rows(new float[] {2}));
    float[] gradientZ = new float[40];
    kernels.infinityInputGradient(block, rows(new float[] {3}), rows(gradientZ));
    float[] expected = new float[40];
    expected[7] = -3;
    assertThat(gradientZ).isEqualTo(expected);
    float[] gradientW = new float[40];
    kernels.infinityWeightGradient(block, rows(new float[] {3}), rows(gradientW));
    expected[7] = 3;
    assertThat(gradientW).isEqualTo(expected);
  }

  private static Rows rows(float[] values) {
    return new Rows(values, 0);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void equalRowsHaveNoGradient(DistanceKernels kernels) {
    KernelBlock block = new KernelBlock(1, 1, 33, 1, 2).withEqualRows(0, 0);
    for (float p : new float[] {1, 2, 6, 6.5f, 32, 100}) {
      float[] y = block.powerForward(kernels, p);
      assertThat(y[KernelBlock.Y]).isZero();
      assertThat(block.powerInputGradient(kernels, p, y)).containsOnly(0f);
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void gradientIsAddedToWhatIsThere(DistanceKernels kernels) {
    DistanceBlock block =
        new DistanceBlock(
            new BlockShape(1, 1, 2),
            rows(new float[] {3, 0}),
            rows(new float[] {0, 4}),
            rows(new float[] {5}));
    float[] gradientZ = {10, 20};
    float[] gradientW = {30, 40};
    kernels.powerBackward(block, 2, rows(new float[] {5}), rows(gradientZ), rows(gradientW));
    assertThat(gradientZ).containsExactly(new float[] {13, 16}, within(1e-4f));
    assertThat(gradientW).containsExactly(new float[] {27, 44}, within(1e-4f));
  }

  @Test
  void scalarTwinGivesNoDerivativesToHandOver() {
    SparseDerivatives kept = new SparseDerivatives(10);
    KernelBlock block = new KernelBlock(1, 1, 5, 1, 2);
    new ScalarKernels().powerForward(block.at(block.newY()), 100, kept);
    assertThat(kept.isComplete()).isFalse();
  }
}
