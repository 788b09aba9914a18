package org.linfnet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.kernel.simd.SimdKernels;

/** The SIMD kernels against their scalar twin. */
class KernelAgreementTest {

  private static final DistanceKernels SCALAR = new ScalarKernels();
  private static final DistanceKernels SIMD = new SimdKernels();

  static List<Float> exponents() {
    return List.of(
        1f, 1.5f, 2f, 3f, 5f, 6f, 6.5f, 7f, 8f, 16f, 23.7f, 31f, 32f, 33f, 35f, 36f, 44f, 47f, 48f,
        64f, 99.3f, 100f, 1000f);
  }

  private static List<KernelBlock> blocks() {
    List<KernelBlock> blocks = new ArrayList<>();
    IntStream.rangeClosed(1, 70).forEach(n -> blocks.add(new KernelBlock(2, 3, n, 1, n)));
    for (int inputs : new int[] {128, 256, 784, 1023}) {
      blocks.add(new KernelBlock(5, 7, inputs, 1, inputs));
    }
    for (int rows = 1; rows <= 9; rows++) {
      blocks.add(new KernelBlock(rows, 10, 37, 1, rows));
      blocks.add(new KernelBlock(3, rows, 64, 1, rows));
    }
    for (int neurons = 1; neurons <= 9; neurons++) {
      blocks.add(new KernelBlock(1, neurons, 83, 1, neurons));
    }
    for (int rows : new int[] {15, 16, 17, 40}) {
      blocks.add(new KernelBlock(rows, 35, 41, 1, rows));
      blocks.add(new KernelBlock(rows, 5, 300, 1, rows).withHeavyTails());
    }
    for (double scale : new double[] {1e-42, 1e-20, 1e-3, 1e20}) {
      blocks.add(new KernelBlock(4, 5, 83, scale, 11));
    }
    blocks.add(new KernelBlock(4, 5, 83, 1, 12).withEqualRows(1, 2));
    blocks.add(mixedScales());
    return blocks;
  }

  private static KernelBlock mixedScales() {
    KernelBlock block = new KernelBlock(4, 5, 83, 1, 13);
    for (int i = 0; i < block.z.length; i++) {
      block.z[i] *= (float) Math.pow(10, i % 41 - 20);
    }
    return block.withEqualRows(3, 4);
  }

  @ParameterizedTest
  @MethodSource("exponents")
  void distancesAgree(float p) {
    for (KernelBlock block : blocks()) {
      float[] expected = block.powerForward(SCALAR, p);
      float[] actual = block.powerForward(SIMD, p);
      for (int i = 0; i < actual.length; i++) {
        double allowed = Math.max(expected[i] * 0x1p-18, Float.MIN_VALUE);
        assertThat(actual[i])
            .as("%s", block.shape)
            .isCloseTo(expected[i], withPrecision((float) allowed));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("exponents")
  void gradientsAgree(float p) {
    for (KernelBlock block : blocks()) {
      float[] y = block.powerForward(SCALAR, p);
      float[][] expected = block.powerBackward(SCALAR, p, y);
      float[][] actual = block.powerBackward(SIMD, p, y);
      float allowed = allowed(block, p);
      assertThat(actual[0])
          .as("%s", block.shape)
          .containsExactly(expected[0], withPrecision(allowed));
      assertThat(actual[1])
          .as("%s", block.shape)
          .containsExactly(expected[1], withPrecision(allowed));
    }
  }

  private static float allowed(KernelBlock block, float p) {
    float largest = 0;
    for (float gradient : block.gradientY) {
      largest = Math.max(largest, Math.abs(gradient));
    }
    return (float) (largest * Math.max(1, p / 8) * 0x1p-18);
  }

  @ParameterizedTest
  @MethodSource("exponents")
  void oneSidedGradientsAreThoseOfBothSidesToTheBit(float p) {
    for (KernelBlock block : blocks()) {
      float[] y = block.powerForward(SIMD, p);
      float[][] both = block.powerBackward(SIMD, p, y);
      assertThat(block.powerInputGradient(SIMD, p, y)).as("%s", block.shape).isEqualTo(both[0]);
      assertThat(block.powerWeightGradient(SIMD, p, y)).as("%s", block.shape).isEqualTo(both[1]);
    }
  }

  @Test
  void infinityDistancesAgreeToTheBit() {
    for (KernelBlock block : blocks()) {
      assertThat(block.infinityForward(SIMD)).isEqualTo(block.infinityForward(SCALAR));
    }
  }

  @Test
  void infinityDistancesOfOneExampleAgreeToTheBit() {
    for (int inputs = 1; inputs <= 70; inputs++) {
      KernelBlock block = new KernelBlock(1, 25, inputs, 1, inputs);
      assertThat(block.infinityForward(SIMD)).isEqualTo(block.infinityForward(SCALAR));
      block.w[KernelBlock.W + 3 * inputs + inputs / 2] = Float.NaN;
      block.w[KernelBlock.W + 24 * inputs] = Float.NEGATIVE_INFINITY;
      assertThat(block.infinityForward(SIMD)).isEqualTo(block.infinityForward(SCALAR));
    }
  }

  @Test
  void infinityGradientsAgreeToTheBit() {
    for (KernelBlock block : blocks()) {
      float[] y = block.infinityForward(SCALAR);
      assertThat(block.infinityInputGradient(SIMD, y))
          .isEqualTo(block.infinityInputGradient(SCALAR, y));
      assertThat(block.infinityWeightGradient(SIMD, y))
          .isEqualTo(block.infinityWeightGradient(SCALAR, y));
    }
  }

  @Test
  void intervalBoundsAgreeToTheBit() {
    for (KernelBlock block : blocks()) {
      assertThat(bounds(SIMD, block)).isEqualTo(bounds(SCALAR, block));
    }
  }

  private static float[][] bounds(DistanceKernels kernels, KernelBlock block) {
    float[] upper = block.z.clone();
    for (int i = 0; i < upper.length; i++) {
      upper[i] += Math.abs(upper[i]) * (i % 4) / 2;
    }
    float[] yLower = block.newY();
    float[] yUpper = block.newY();
    kernels.intervalBounds(
        new IntervalBlock(
            block.shape,
            new Rows(block.z, KernelBlock.Z),
            new Rows(upper, KernelBlock.Z),
            new Rows(block.w, KernelBlock.W),
            new Rows(yLower, KernelBlock.Y),
            new Rows(yUpper, KernelBlock.Y)));
    return new float[][] {yLower, yUpper};
  }

  @ParameterizedTest
  @ValueSource(floats = {2, 6, 6.5f, 16, 64, 100})
  void naNInOneRowStaysInItsRow(float p) {
    KernelBlock block = new KernelBlock(5, 6, 75, 1, 4);
    block.z[KernelBlock.Z + 2 * 75 + 40] = Float.NaN;
    float[] y = block.powerForward(SIMD, p);
    for (int pair = 0; pair < 30; pair++) {
      assertThat(Float.isNaN(y[KernelBlock.Y + pair])).isEqualTo(pair / 6 == 2);
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {48, 64, 100, 1000})
  void naNInOneRowStaysInItsRowWhereDerivativesAreKept(float p) {
    KernelBlock block = new KernelBlock(20, 9, 75, 1, 4);
    float[] sound = block.newY();
    SIMD.powerForward(block.at(sound), p, new SparseDerivatives(20 * 9 * 75));
    block.z[KernelBlock.Z + 2 * 75 + 40] = Float.NaN;
    float[] y = block.newY();
    SIMD.powerForward(block.at(y), p, new SparseDerivatives(20 * 9 * 75));
    for (int pair = 0; pair < 20 * 9; pair++) {
      Float expected = pair / 9 == 2 ? Float.NaN : sound[KernelBlock.Y + pair];
      assertThat(y[KernelBlock.Y + pair]).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("exponents")
  void bitsDoNotDependOnHowTheBatchIsCut(float p) {
    KernelBlock block = new KernelBlock(50, 7, 93, 1, 21).withHeavyTails().withEqualRows(20, 3);
    float[] y = block.powerForward(SIMD, p);
    float[][] gradients = block.powerBackward(SIMD, p, y);
    float[] cutY = block.newY();
    float[] cutZ = block.newGradientZ();
    float[] cutW = block.newGradientW();
    for (int from = 0; from < 50; from += 3) {
      int zAt = KernelBlock.Z + from * 93;
      DistanceBlock part =
          new DistanceBlock(
              new BlockShape(Math.min(3, 50 - from), 7, 93),
              new Rows(block.z, zAt),
              new Rows(block.w, KernelBlock.W),
              new Rows(cutY, KernelBlock.Y + from * 7));
      SIMD.powerForward(part, p);
      SIMD.powerBackward(
          part,
          p,
          new Rows(block.gradientY, KernelBlock.GRADIENT_Y + from * 7),
          new Rows(cutZ, zAt),
          new Rows(cutW, KernelBlock.W));
    }
    assertThat(cutY).isEqualTo(y);
    assertThat(cutZ).isEqualTo(gradients[0]);
    assertThat(cutW).isEqualTo(gradients[1]);
  }
}
