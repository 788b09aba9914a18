package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.I2F;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** {@code s^(1/p)} of many sums, each to the bits of {@link Powers#root}. */
final class Roots {

  private Roots() {}

  /**
   * Takes the roots of sums that are normal numbers; of others it makes something that means
   * nothing.
   *
   * @param roots may be {@code sums}
   */
  static void take(float[] sums, float p, float[] roots, int length) {
    int full = FLOATS.loopBound(length);
    for (int at = 0; at < full; at += LENGTH) {
      IntVector bits = FloatVector.fromArray(FLOATS, sums, at).reinterpretAsInts();
      IntVector exponent = bits.sub(Powers.SQRT_HALF).and(Powers.EXPONENT);
      FloatVector f = bits.sub(exponent).reinterpretAsFloats().sub(1f);
      FloatVector whole = (FloatVector) exponent.convert(I2F, 0);
      FloatVector series =
          FloatVector.broadcast(FLOATS, Powers.L7)
              .fma(f, FloatVector.broadcast(FLOATS, Powers.L6))
              .fma(f, FloatVector.broadcast(FLOATS, Powers.L5))
              .fma(f, FloatVector.broadcast(FLOATS, Powers.L4))
              .fma(f, FloatVector.broadcast(FLOATS, Powers.L3))
              .fma(f, FloatVector.broadcast(FLOATS, Powers.L2))
              .fma(f, FloatVector.broadcast(FLOATS, Powers.L1))
              .fma(f, FloatVector.broadcast(FLOATS, Powers.L0));
      series.fma(f, whole.mul(Powers.EXPONENT_UNIT)).div(p).intoArray(roots, at);
    }
    for (int at = full; at < length; at++) {
      roots[at] = Powers.log2(sums[at]) / p;
    }
    RealPowers.exponentials(roots, length);
  }
}
