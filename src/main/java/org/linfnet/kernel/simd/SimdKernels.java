package org.linfnet.kernel.simd;

import java.util.Map;
import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.kernel.KernelChoice;
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
  public void infinityForward(
      BlockShape shape, float[] z, int zAt, float[] w, int wAt, float[] y, int yAt) {
    InfinityDistance.forward(memory.get(), shape, z, zAt, w, wAt, y, yAt);
  }

  @Override
  public void infinityInputGradient(
      BlockShape shape,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientZ,
      int gradientZAt) {
    InfinityGradient.input(
        shape, z, zAt, w, wAt, y, yAt, gradientY, gradientYAt, gradientZ, gradientZAt);
  }

  @Override
  public void infinityWeightGradient(
      BlockShape shape,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientW,
      int gradientWAt) {
    InfinityGradient.weight(
        shape, z, zAt, w, wAt, y, yAt, gradientY, gradientYAt, gradientW, gradientWAt);
  }

  @Override
  public void powerForward(
      BlockShape shape, float p, float[] z, int zAt, float[] w, int wAt, float[] y, int yAt) {
    if (p < SMALL) {
      twin.powerForward(shape, p, z, zAt, w, wAt, y, yAt);
    } else if (p >= LARGE) {
      LargePowerDistance.forward(memory.get(), shape, p, z, zAt, w, wAt, y, yAt, null);
    } else if (p == (int) p) {
      IntegerPowerDistance.forward(memory.get(), shape, (int) p, z, zAt, w, wAt, y, yAt);
    } else {
      RealPowerDistance.forward(memory.get(), shape, p, z, zAt, w, wAt, y, yAt);
    }
  }

  @Override
  public void powerForward(
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      SparseDerivatives kept) {
    if (p >= LARGE) {
      LargePowerDistance.forward(memory.get(), shape, p, z, zAt, w, wAt, y, yAt, kept);
    } else {
      kept.begin(shape);
      kept.giveUp();
      powerForward(shape, p, z, zAt, w, wAt, y, yAt);
    }
  }

  @Override
  public void powerBackward(
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientZ,
      int gradientZAt,
      float[] gradientW,
      int gradientWAt) {
    if (p < SMALL) {
      twin.powerBackward(
          shape,
          p,
          z,
          zAt,
          w,
          wAt,
          y,
          yAt,
          gradientY,
          gradientYAt,
          gradientZ,
          gradientZAt,
          gradientW,
          gradientWAt);
    } else {
      gradients(
          shape,
          p,
          z,
          zAt,
          w,
          wAt,
          y,
          yAt,
          gradientY,
          gradientYAt,
          gradientZ,
          gradientZAt,
          gradientW,
          gradientWAt);
    }
  }

  @Override
  public void powerWeightGradient(
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientW,
      int gradientWAt) {
    if (p < SMALL) {
      twin.powerWeightGradient(
          shape, p, z, zAt, w, wAt, y, yAt, gradientY, gradientYAt, gradientW, gradientWAt);
    } else {
      gradients(
          shape,
          p,
          z,
          zAt,
          w,
          wAt,
          y,
          yAt,
          gradientY,
          gradientYAt,
          null,
          0,
          gradientW,
          gradientWAt);
    }
  }

  @Override
  public void powerInputGradient(
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientZ,
      int gradientZAt) {
    if (p < SMALL) {
      twin.powerInputGradient(
          shape, p, z, zAt, w, wAt, y, yAt, gradientY, gradientYAt, gradientZ, gradientZAt);
    } else {
      gradients(
          shape,
          p,
          z,
          zAt,
          w,
          wAt,
          y,
          yAt,
          gradientY,
          gradientYAt,
          gradientZ,
          gradientZAt,
          null,
          0);
    }
  }

  /** Those that are not null. */
  private void gradients(
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientZ,
      int gradientZAt,
      float[] gradientW,
      int gradientWAt) {
    if (p >= LARGE) {
      LargePowerGradient.backward(
          memory.get(),
          shape,
          p,
          z,
          zAt,
          w,
          wAt,
          y,
          yAt,
          gradientY,
          gradientYAt,
          gradientZ,
          gradientZAt,
          gradientW,
          gradientWAt);
    } else if (p >= 3 && p == (int) p) {
      IntegerPowerGradient.backward(
          memory.get(),
          shape,
          (int) p,
          z,
          zAt,
          w,
          wAt,
          y,
          yAt,
          gradientY,
          gradientYAt,
          gradientZ,
          gradientZAt,
          gradientW,
          gradientWAt);
    } else {
      RealPowerGradient.backward(
          memory.get(),
          shape,
          p,
          z,
          zAt,
          w,
          wAt,
          y,
          yAt,
          gradientY,
          gradientYAt,
          gradientZ,
          gradientZAt,
          gradientW,
          gradientWAt);
    }
  }

  @Override
  public void intervalBounds(
      BlockShape shape,
      float[] lower,
      float[] upper,
      int zAt,
      float[] w,
      int wAt,
      float[] yLower,
      float[] yUpper,
      int yAt) {
    IntervalDistance.bounds(shape, lower, upper, zAt, w, wAt, yLower, yUpper, yAt);
  }
}
