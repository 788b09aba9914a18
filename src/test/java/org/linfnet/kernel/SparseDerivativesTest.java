package org.linfnet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.kernel.simd.SimdKernels;

class SparseDerivativesTest {

  private static final DistanceKernels SIMD = new SimdKernels();

  private static float[] forward(KernelBlock block, float p, SparseDerivatives kept) {
    float[] y = block.newY();
    SIMD.powerForward(block.at(y), p, kept);
    return y;
  }

  @ParameterizedTest
  @ValueSource(floats = {48, 64, 99.3f, 100, 1000})
  void gradientsAreThoseOfPowerBackward(float p) {
    KernelBlock block = new KernelBlock(19, 7, 101, 1, 3).withEqualRows(2, 5);
    SparseDerivatives kept = new SparseDerivatives(19 * 7 * 101);
    float[] y = forward(block, p, kept);
    float[][] expected = block.powerBackward(new ScalarKernels(), p, y);
    float[] gradientZ = block.newGradientZ();
    float[] gradientW = block.newGradientW();
    kept.backward(
        block.gradientY(), new Rows(gradientZ, KernelBlock.Z), new Rows(gradientW, KernelBlock.W));
    float allowed = p * 0x1p-20f;
    assertThat(gradientZ).containsExactly(expected[0], within(allowed));
    assertThat(gradientW).containsExactly(expected[1], within(allowed));
  }

  @ParameterizedTest
  @ValueSource(floats = {6, 6.5f, 100})
  void distancesAreThoseOfThePlainForwardPassToTheBit(float p) {
    KernelBlock block = new KernelBlock(6, 5, 90, 1, 4);
    assertThat(forward(block, p, new SparseDerivatives(6 * 5 * 90)))
        .isEqualTo(block.powerForward(SIMD, p));
  }

  @Test
  void oneSidedGradientsAreThoseOfBothSides() {
    KernelBlock block = new KernelBlock(6, 5, 90, 1, 4);
    SparseDerivatives kept = new SparseDerivatives(6 * 5 * 90);
    forward(block, 100, kept);
    float[] gradientZ = block.newGradientZ();
    float[] gradientW = block.newGradientW();
    kept.backward(block.gradientY(), new Rows(gradientZ, 0), new Rows(gradientW, 0));
    float[] inputAlone = block.newGradientZ();
    kept.inputGradient(block.gradientY(), new Rows(inputAlone, 0));
    float[] weightAlone = block.newGradientW();
    kept.weightGradient(new Range(0, 5), block.gradientY(), new Rows(weightAlone, 0));
    assertThat(inputAlone).isEqualTo(gradientZ);
    assertThat(weightAlone).isEqualTo(gradientW);
  }

  @Test
  void blockThatDidNotFitFitsAfterRoomIsMade() {
    KernelBlock block = new KernelBlock(6, 5, 90, 1, 4);
    SparseDerivatives kept = new SparseDerivatives(3);
    forward(block, 100, kept);
    assertThat(kept.isComplete()).isFalse();
    kept.makeRoom();
    forward(block, 100, kept);
    assertThat(kept.isComplete()).isTrue();
  }

  @Test
  void smallExponentsHandNothingOver() {
    SparseDerivatives kept = new SparseDerivatives(1000);
    forward(new KernelBlock(2, 2, 9, 1, 4), 6, kept);
    assertThat(kept.isComplete()).isFalse();
  }

  @Test
  void incompleteBlockRefusesToGiveGradients() {
    SparseDerivatives kept = new SparseDerivatives(1000);
    KernelBlock block = new KernelBlock(2, 2, 9, 1, 4);
    forward(block, 6, kept);
    assertThatIllegalStateException()
        .isThrownBy(() -> kept.inputGradient(block.gradientY(), new Rows(block.newGradientZ(), 0)))
        .withMessageContaining("powerBackward");
  }
}
