package org.linfnet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.kernel.simd.SimdKernels;

/** However many threads there are, the bits are those of one call of the kernels. */
class TiledDistancesTest {

  private static final List<BlockShape> SHAPES =
      List.of(new BlockShape(67, 130, 21), new BlockShape(5, 70, 21), new BlockShape(33, 9, 21));

  static List<DistanceKernels> kernels() {
    return List.of(new ScalarKernels(), new SimdKernels());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void infinityHasTheBitsOfOneCall(DistanceKernels kernels) {
    for (KernelBlock block : blocks()) {
      float[] y = block.infinityForward(kernels);
      List<float[]> expected =
          List.of(
              y, block.infinityInputGradient(kernels, y), block.infinityWeightGradient(kernels, y));
      forEachPool(
          threads ->
              assertThat(infinity(block, new TiledDistances(kernels, threads)).toArray())
                  .as("%s on %d threads", block.shape, threads.count())
                  .isEqualTo(expected.toArray()));
    }
  }

  private static List<float[]> infinity(KernelBlock block, TiledDistances tiled) {
    float[] y = block.newY();
    float[] gradientZ = block.newGradientZ();
    float[] gradientW = block.newGradientW();
    tiled.infinityForward(block.at(y));
    tiled.infinityInputGradient(block.at(y), block.gradientY(), new Rows(gradientZ, KernelBlock.Z));
    tiled.infinityWeightGradient(
        block.at(y), block.gradientY(), new Rows(gradientW, KernelBlock.W));
    return List.of(y, gradientZ, gradientW);
  }

  /** Whole and other exponents, dense ones and those at which derivatives are kept. */
  @ParameterizedTest
  @ValueSource(floats = {1.5f, 6, 6.5f, 48, 100, 1000})
  void powersHaveTheBitsOfOneThread(float p) {
    for (DistanceKernels kernels : kernels()) {
      for (KernelBlock block : blocks()) {
        List<float[]> expected = powers(block, p, new TiledDistances(kernels, Threads.ONE));
        assertThat(block.powerForward(kernels, p)).isEqualTo(expected.get(0));
        forEachPool(
            threads ->
                assertThat(powers(block, p, new TiledDistances(kernels, threads)).toArray())
                    .as("%s on %d threads", block.shape, threads.count())
                    .isEqualTo(expected.toArray()));
      }
    }
  }

  /** Distances, both gradients, and each gradient by itself. */
  private static List<float[]> powers(KernelBlock block, float p, TiledDistances tiled) {
    float[] y = block.newY();
    tiled.powerForward(block.at(y), p);
    List<float[]> results = new ArrayList<>(List.of(y));
    float[] gradientZ = block.newGradientZ();
    float[] gradientW = block.newGradientW();
    Rows gradientY = block.gradientY();
    tiled.powerBackward(
        block.at(y),
        p,
        gradientY,
        new Rows(gradientZ, KernelBlock.Z),
        new Rows(gradientW, KernelBlock.W));
    float[] inputAlone = block.newGradientZ();
    tiled.powerInputGradient(block.at(y), p, gradientY, new Rows(inputAlone, KernelBlock.Z));
    float[] weightAlone = block.newGradientW();
    tiled.powerWeightGradient(block.at(y), p, gradientY, new Rows(weightAlone, KernelBlock.W));
    results.addAll(Arrays.asList(gradientZ, gradientW, inputAlone, weightAlone));
    return results;
  }

  @Test
  void boundsHaveTheBitsOfOneCall() {
    for (DistanceKernels kernels : kernels()) {
      for (KernelBlock block : blocks()) {
        List<float[]> expected = bounds(block, new TiledDistances(kernels, Threads.ONE));
        forEachPool(
            threads ->
                assertThat(bounds(block, new TiledDistances(kernels, threads)).toArray())
                    .isEqualTo(expected.toArray()));
      }
    }
  }

  private static List<float[]> bounds(KernelBlock block, TiledDistances tiled) {
    float[] upper = block.z.clone();
    for (int i = 0; i < upper.length; i++) {
      upper[i] += 0.25f;
    }
    float[] yLower = block.newY();
    float[] yUpper = block.newY();
    tiled.intervalBounds(
        new IntervalBlock(
            block.shape,
            new Rows(block.z, KernelBlock.Z),
            new Rows(upper, KernelBlock.Z),
            new Rows(block.w, KernelBlock.W),
            new Rows(yLower, KernelBlock.Y),
            new Rows(yUpper, KernelBlock.Y)));
    return List.of(yLower, yUpper);
  }

  private static List<KernelBlock> blocks() {
    return SHAPES.stream()
        .map(shape -> new KernelBlock(shape.batch(), shape.outputs(), shape.inputs(), 1, 7))
        .toList();
  }

  private static void forEachPool(java.util.function.Consumer<Threads> check) {
    for (int count : new int[] {1, 2, 3, 8, 40}) {
      try (ThreadPool pool = new ThreadPool(count)) {
        check.accept(pool);
      }
    }
  }
}
