package org.linfnet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.kernel.simd.SimdKernels;

/**
 * Once compiled, no kernel allocates: a vector that the compiler cannot keep in a register is an
 * object, and the loop ten times slower.
 */
class KernelAllocationTest {

  private static final DistanceKernels SIMD = new SimdKernels();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 3000;

  /** How long a busy machine may take to compile them: half a minute, in nanoseconds. */
  private static final long PATIENCE = 30_000_000_000L;

  private final KernelBlock block = new KernelBlock(24, 8, 256, 1, 1);
  private final float[] y = block.newY();
  private final float[] yLower = block.newY();
  private final float[] gradientZ = block.newGradientZ();
  private final float[] gradientW = block.newGradientW();
  private final SparseDerivatives kept = new SparseDerivatives(24 * 8 * 256);

  @ParameterizedTest
  @ValueSource(floats = {6, 6.5f, 7, 16, 31, 35, 36, 47, 48, 100, 1000})
  void powerKernelsAllocateNothing(float p) {
    assertNothingAllocated(
        () -> {
          SIMD.powerForward(
              block.shape, p, block.z, KernelBlock.Z, block.w, KernelBlock.W, y, KernelBlock.Y);
          SIMD.powerForward(
              block.shape,
              p,
              block.z,
              KernelBlock.Z,
              block.w,
              KernelBlock.W,
              y,
              KernelBlock.Y,
              kept);
          SIMD.powerBackward(
              block.shape,
              p,
              block.z,
              KernelBlock.Z,
              block.w,
              KernelBlock.W,
              y,
              KernelBlock.Y,
              block.gradientY,
              KernelBlock.GRADIENT_Y,
              gradientZ,
              KernelBlock.Z,
              gradientW,
              KernelBlock.W);
          SIMD.powerWeightGradient(
              block.shape,
              p,
              block.z,
              KernelBlock.Z,
              block.w,
              KernelBlock.W,
              y,
              KernelBlock.Y,
              block.gradientY,
              KernelBlock.GRADIENT_Y,
              gradientW,
              KernelBlock.W);
          SIMD.powerInputGradient(
              block.shape,
              p,
              block.z,
              KernelBlock.Z,
              block.w,
              KernelBlock.W,
              y,
              KernelBlock.Y,
              block.gradientY,
              KernelBlock.GRADIENT_Y,
              gradientZ,
              KernelBlock.Z);
        });
  }

  @Test
  void infinityKernelsAllocateNothing() {
    assertNothingAllocated(
        () -> {
          SIMD.infinityForward(
              block.shape, block.z, KernelBlock.Z, block.w, KernelBlock.W, y, KernelBlock.Y);
          SIMD.infinityInputGradient(
              block.shape,
              block.z,
              KernelBlock.Z,
              block.w,
              KernelBlock.W,
              y,
              KernelBlock.Y,
              block.gradientY,
              KernelBlock.GRADIENT_Y,
              gradientZ,
              KernelBlock.Z);
          SIMD.infinityWeightGradient(
              block.shape,
              block.z,
              KernelBlock.Z,
              block.w,
              KernelBlock.W,
              y,
              KernelBlock.Y,
              block.gradientY,
              KernelBlock.GRADIENT_Y,
              gradientW,
              KernelBlock.W);
          SIMD.intervalBounds(
              block.shape,
              block.z,
              block.z,
              KernelBlock.Z,
              block.w,
              KernelBlock.W,
              yLower,
              y,
              KernelBlock.Y);
        });
  }

  private static void assertNothingAllocated(Runnable kernels) {
    long least = Long.MAX_VALUE;
    long patience = System.nanoTime() + PATIENCE;
    for (int round = 0; least > 0 && (round < ROUNDS || System.nanoTime() < patience); round++) {
      long before = allocated();
      kernels.run();
      least = Math.min(least, allocated() - before);
    }
    assertThat(least).isZero();
  }

  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
