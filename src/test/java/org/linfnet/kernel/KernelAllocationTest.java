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

  /** So many rounds one after another must allocate nothing. */
  private static final int ROUNDS_WITHOUT = 300;

  /** After so many rounds the compiler has had its chance. */
  private static final int MOST_ROUNDS = 20_000;

  private final KernelBlock block = new KernelBlock(24, 8, 256, 1, 1);
  private final DistanceBlock distances = block.at(block.newY());
  private final IntervalBlock bounds =
      new IntervalBlock(
          block.shape,
          distances.z(),
          distances.z(),
          distances.w(),
          distances.y(),
          new Rows(block.newY(), KernelBlock.Y));
  private final Rows gradientY = block.gradientY();
  private final Rows gradientZ = new Rows(block.newGradientZ(), KernelBlock.Z);
  private final Rows gradientW = new Rows(block.newGradientW(), KernelBlock.W);
  private final KernelBlock single = new KernelBlock(1, 8, 256, 1, 1);
  private final DistanceBlock row = single.at(single.newY());
  private final SparseDerivatives kept = new SparseDerivatives(24 * 8 * 256);

  @ParameterizedTest
  @ValueSource(floats = {6, 6.5f, 7, 16, 31, 35, 36, 47, 48, 100, 1000})
  void powerKernelsAllocateNothing(float p) {
    assertNothingAllocated(
        () -> {
          SIMD.powerForward(distances, p);
          SIMD.powerForward(distances, p, kept);
          SIMD.powerBackward(distances, p, gradientY, gradientZ, gradientW);
          SIMD.powerWeightGradient(distances, p, gradientY, gradientW);
          SIMD.powerInputGradient(distances, p, gradientY, gradientZ);
        });
  }

  @Test
  void infinityKernelsAllocateNothing() {
    assertNothingAllocated(
        () -> {
          SIMD.infinityForward(distances);
          SIMD.infinityForward(row);
          SIMD.infinityInputGradient(distances, gradientY, gradientZ);
          SIMD.infinityWeightGradient(distances, gradientY, gradientW);
          SIMD.intervalBounds(bounds);
        });
  }

  private static void assertNothingAllocated(Runnable kernels) {
    int without = 0;
    long last = 0;
    for (int round = 0; round < MOST_ROUNDS && without < ROUNDS_WITHOUT; round++) {
      long before = allocated();
      kernels.run();
      long now = allocated() - before;
      last = now == 0 ? last : now;
      without = now == 0 ? without + 1 : 0;
    }
    assertThat(without)
        .as("rounds without allocation, after one of %d bytes", last)
        .isEqualTo(ROUNDS_WITHOUT);
  }

  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }
}
