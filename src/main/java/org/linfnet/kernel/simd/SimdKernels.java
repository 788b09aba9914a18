package org.linfnet.kernel.simd;

import java.util.Map;
import org.linfnet.kernel.DistanceBlock;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.kernel.IntervalBlock;
import org.linfnet.kernel.KernelChoice;
import org.linfnet.kernel.ProductKernel;
import org.linfnet.kernel.Rows;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.kernel.SparseDerivatives;

/** Every loop in vectors, each exponent by the loop that is fastest for it. */
public final class SimdKernels implements DistanceKernels {

  /** Below, a gradient has exponents under 1, which the vector loops do not know. */
  private static final float SMALL = 2;

  /**
   * From here on so many terms are too small to count that to leave them out is faster; dense loops
   * gain more from 512 bits.
   */
  private static final float LARGE = Lanes.LENGTH == 16 ? 48 : 36;

  private final int bits;
  private final ThreadLocal<WorkingMemory> memory = ThreadLocal.withInitial(WorkingMemory::new);
  private final DistanceKernels twin = new ScalarKernels();
  private final ProductKernel products = new SimdProducts();

  /**
   * Chosen by name, where the JVM has {@code jdk.incubator.vector}.
   *
   * @throws IllegalArgumentException when the system property {@value VectorWidth#BITS} asks for
   *     vectors that there are not
   */
  public SimdKernels() {
    bits = VectorWidth.bits();
  }

  @Override
  public String description() {
    return "simd, " + bits + " bits";
  }

  @Override
  public Map<String, String> choosingProperties() {
    return Map.of(KernelChoice.KERNELS, "simd", VectorWidth.BITS, Integer.toString(bits));
  }

  @Override
  public ProductKernel products() {
    return products;
  }

  @Override
  public void infinityForward(DistanceBlock block) {
    if (block.shape().batch() == 1) {
      InfinityRow.forward(block, memory.get().rowLanes, memory.get().largest);
    } else {
      InfinityDistance.forward(memory.get(), block);
    }
  }

  @Override
  public void infinityInputGradient(DistanceBlock block, Rows gradientY, Rows gradientZ) {
    InfinityGradient.input(block, gradientY, gradientZ);
  }

  @Override
  public void infinityWeightGradient(DistanceBlock block, Rows gradientY, Rows gradientW) {
    InfinityGradient.weight(block, gradientY, gradientW);
  }

  @Override
  public void powerForward(DistanceBlock block, float p) {
    if (p < SMALL) {
      twin.powerForward(block, p);
    } else if (p >= LARGE) {
      LargePowerDistance.forward(memory.get(), block, p, null);
    } else if (p == (int) p) {
      IntegerPowerDistance.forward(memory.get(), block, (int) p);
    } else {
      RealPowerDistance.forward(memory.get(), block, p);
    }
  }

  @Override
  public void powerForward(DistanceBlock block, float p, SparseDerivatives kept) {
    if (p >= LARGE) {
      LargePowerDistance.forward(memory.get(), block, p, kept);
    } else {
      kept.begin(block.shape());
      kept.giveUp();
      powerForward(block, p);
    }
  }

  @Override
  public void powerBackward(
      DistanceBlock block, float p, Rows gradientY, Rows gradientZ, Rows gradientW) {
    if (p < SMALL) {
      twin.powerBackward(block, p, gradientY, gradientZ, gradientW);
    } else {
      gradients(block, p, gradientY, gradientZ, gradientW);
    }
  }

  @Override
  public void powerWeightGradient(DistanceBlock block, float p, Rows gradientY, Rows gradientW) {
    if (p < SMALL) {
      twin.powerWeightGradient(block, p, gradientY, gradientW);
    } else {
      gradients(block, p, gradientY, null, gradientW);
    }
  }

  @Override
  public void powerInputGradient(DistanceBlock block, float p, Rows gradientY, Rows gradientZ) {
    if (p < SMALL) {
      twin.powerInputGradient(block, p, gradientY, gradientZ);
    } else {
      gradients(block, p, gradientY, gradientZ, null);
    }
  }

  /** Computes the gradients whose matrices are not null. */
  private void gradients(
      DistanceBlock block, float p, Rows gradientY, Rows gradientZ, Rows gradientW) {
    if (p >= LARGE) {
      LargePowerGradient.backward(memory.get(), block, p, gradientY, gradientZ, gradientW);
    } else if (p >= 3 && p == (int) p) {
      IntegerPowerGradient.backward(memory.get(), block, (int) p, gradientY, gradientZ, gradientW);
    } else {
      RealPowerGradient.backward(memory.get(), block, p, gradientY, gradientZ, gradientW);
    }
  }

  @Override
  public void intervalBounds(IntervalBlock block) {
    IntervalDistance.bounds(block);
  }
}
