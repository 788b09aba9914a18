package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.MAX;
import static jdk.incubator.vector.VectorOperators.MIN;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Any real power of one pair's differences, by the series of {@link Powers}. In one method with
 * nothing between it and the Vector API: the compiler gives up on inlining where a method grows too
 * many calls, and every vector that crosses a call is an allocation.
 */
final class RealPowers {

  private RealPowers() {}

  /** {@code powers[i] = (scale |z_i - w_i|)^q}, held between 2^-127 and 2^128. */
  static void fill(
      float[] powers, float scale, float q, float[] z, int zAt, float[] w, int wAt, int inputs) {
    FloatVector l7 = FloatVector.broadcast(FLOATS, Powers.L7);
    FloatVector l6 = FloatVector.broadcast(FLOATS, Powers.L6);
    FloatVector l5 = FloatVector.broadcast(FLOATS, Powers.L5);
    FloatVector l4 = FloatVector.broadcast(FLOATS, Powers.L4);
    FloatVector l3 = FloatVector.broadcast(FLOATS, Powers.L3);
    FloatVector l2 = FloatVector.broadcast(FLOATS, Powers.L2);
    FloatVector l1 = FloatVector.broadcast(FLOATS, Powers.L1);
    FloatVector l0 = FloatVector.broadcast(FLOATS, Powers.L0);
    FloatVector e5 = FloatVector.broadcast(FLOATS, Powers.E5);
    FloatVector e4 = FloatVector.broadcast(FLOATS, Powers.E4);
    FloatVector e3 = FloatVector.broadcast(FLOATS, Powers.E3);
    FloatVector e2 = FloatVector.broadcast(FLOATS, Powers.E2);
    FloatVector e1 = FloatVector.broadcast(FLOATS, Powers.E1);
    FloatVector one = FloatVector.broadcast(FLOATS, 1f);
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      IntVector bits =
          FloatVector.fromArray(FLOATS, z, zAt + i)
              .sub(FloatVector.fromArray(FLOATS, w, wAt + i))
              .mul(scale)
              .reinterpretAsInts()
              .and(Lanes.MAGNITUDE);
      IntVector exponent = bits.sub(Powers.SQRT_HALF).and(Powers.EXPONENT);
      FloatVector f = bits.sub(exponent).reinterpretAsFloats().sub(1f);
      FloatVector whole = (FloatVector) exponent.convert(I2F, 0);
      FloatVector log = l7.fma(f, l6).fma(f, l5).fma(f, l4).fma(f, l3).fma(f, l2);
      log = log.fma(f, l1).fma(f, l0).fma(f, whole.mul(Powers.EXPONENT_UNIT));
      FloatVector x = log.mul(q);
      FloatVector rounded = x.add(Powers.ROUNDING);
      FloatVector r = x.sub(rounded.sub(Powers.ROUNDING));
      IntVector shift =
          rounded
              .reinterpretAsInts()
              .lanewise(MAX, Powers.LEAST)
              .lanewise(MIN, Powers.MOST)
              .lanewise(LSHL, 23);
      FloatVector series = e5.fma(r, e4).fma(r, e3).fma(r, e2).fma(r, e1).fma(r, one);
      series.reinterpretAsInts().add(shift).reinterpretAsFloats().intoArray(powers, i);
    }
    for (int i = full; i < inputs; i++) {
      powers[i] = Powers.exp2(Powers.log2(Math.abs((z[zAt + i] - w[wAt + i]) * scale)) * q);
    }
  }

  /** The sum of all powers, in one order for every caller. */
  static float sum(float[] powers, int inputs, float[] lanes) {
    FloatVector sums = FloatVector.zero(FLOATS);
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      sums = sums.add(FloatVector.fromArray(FLOATS, powers, i));
    }
    sums.intoArray(lanes, 0);
    float sum = Lanes.sum(lanes, 0);
    for (int i = full; i < inputs; i++) {
      sum += powers[i];
    }
    return sum;
  }
}
