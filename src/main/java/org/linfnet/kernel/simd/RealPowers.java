package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.linfnet.kernel.DistanceBlock;

/**
 * Any real power of one pair's differences, by the series of {@link Powers}: one loop for the
 * logarithms and one for the exponentials, for the compiler gives up on inlining where a method
 * grows too many calls, and then allocates vectors.
 */
final class RealPowers {

  private RealPowers() {}

  /** {@code powers[i] = (scale |z_i - w_i|)^q} of one pair, held between 2^-127 and 2^128. */
  static void fill(float[] powers, float scale, float q, DistanceBlock block, int b, int o) {
    logarithms(powers, scale, q, block, b, o);
    exponentials(powers, block.shape().inputs());
  }

  /** {@code logarithms[i] = q log2(scale |z_i - w_i|)}. */
  private static void logarithms(
      float[] logarithms, float scale, float q, DistanceBlock block, int b, int o) {
    int inputs = block.shape().inputs();
    float[] z = block.z().values();
    float[] w = block.w().values();
    int zRow = block.z().row(b, inputs);
    int wRow = block.w().row(o, inputs);
    FloatVector l7 = FloatVector.broadcast(FLOATS, Powers.L7);
    FloatVector l6 = FloatVector.broadcast(FLOATS, Powers.L6);
    FloatVector l5 = FloatVector.broadcast(FLOATS, Powers.L5);
    FloatVector l4 = FloatVector.broadcast(FLOATS, Powers.L4);
    FloatVector l3 = FloatVector.broadcast(FLOATS, Powers.L3);
    FloatVector l2 = FloatVector.broadcast(FLOATS, Powers.L2);
    FloatVector l1 = FloatVector.broadcast(FLOATS, Powers.L1);
    FloatVector l0 = FloatVector.broadcast(FLOATS, Powers.L0);
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      IntVector bits =
          FloatVector.fromArray(FLOATS, z, zRow + i)
              .sub(FloatVector.fromArray(FLOATS, w, wRow + i))
              .mul(scale)
              .abs()
              .reinterpretAsInts();
      IntVector exponent = bits.sub(Powers.SQRT_HALF).and(Powers.EXPONENT);
      FloatVector f = bits.sub(exponent).reinterpretAsFloats().sub(1f);
      FloatVector whole = (FloatVector) exponent.convert(I2F, 0);
      FloatVector series = l7.fma(f, l6).fma(f, l5).fma(f, l4).fma(f, l3).fma(f, l2);
      series = series.fma(f, l1).fma(f, l0).fma(f, whole.mul(Powers.EXPONENT_UNIT));
      series.mul(q).intoArray(logarithms, i);
    }
    for (int i = full; i < inputs; i++) {
      logarithms[i] = Powers.log2(Math.abs((z[zRow + i] - w[wRow + i]) * scale)) * q;
    }
  }

  /** Each number to 2 to its power, held between 2^-127 and 2^128. */
  static void exponentials(float[] numbers, int length) {
    FloatVector e5 = FloatVector.broadcast(FLOATS, Powers.E5);
    FloatVector e4 = FloatVector.broadcast(FLOATS, Powers.E4);
    FloatVector e3 = FloatVector.broadcast(FLOATS, Powers.E3);
    FloatVector e2 = FloatVector.broadcast(FLOATS, Powers.E2);
    FloatVector e1 = FloatVector.broadcast(FLOATS, Powers.E1);
    FloatVector one = FloatVector.broadcast(FLOATS, 1f);
    FloatVector rounding = FloatVector.broadcast(FLOATS, Powers.ROUNDING);
    IntVector least = IntVector.broadcast(INTS, Powers.LEAST);
    IntVector most = IntVector.broadcast(INTS, Powers.MOST);
    int full = length - length % (2 * LENGTH);
    for (int i = 0; i < full; i += 2 * LENGTH) {
      FloatVector x0 = FloatVector.fromArray(FLOATS, numbers, i);
      FloatVector rounded0 = x0.add(rounding);
      FloatVector r0 = x0.sub(rounded0.sub(rounding));
      IntVector shift0 = rounded0.reinterpretAsInts().max(least).min(most).lanewise(LSHL, 23);
      FloatVector series0 = e5.fma(r0, e4).fma(r0, e3).fma(r0, e2).fma(r0, e1).fma(r0, one);
      series0.reinterpretAsInts().add(shift0).reinterpretAsFloats().intoArray(numbers, i);
      FloatVector x1 = FloatVector.fromArray(FLOATS, numbers, i + LENGTH);
      FloatVector rounded1 = x1.add(rounding);
      FloatVector r1 = x1.sub(rounded1.sub(rounding));
      IntVector shift1 = rounded1.reinterpretAsInts().max(least).min(most).lanewise(LSHL, 23);
      FloatVector series1 = e5.fma(r1, e4).fma(r1, e3).fma(r1, e2).fma(r1, e1).fma(r1, one);
      series1.reinterpretAsInts().add(shift1).reinterpretAsFloats().intoArray(numbers, i + LENGTH);
    }
    for (int i = full; i < length; i++) {
      numbers[i] = Powers.exp2(numbers[i]);
    }
  }

  /** The sum of all powers, in one order for every caller. */
  static float sum(float[] powers, int inputs, float[] lanes) {
    FloatVector sums = FloatVector.zero(FLOATS);
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      sums = FloatVector.fromArray(FLOATS, powers, i).add(sums);
    }
    FloatVector.zero(FLOATS).add(sums).intoArray(lanes, 0);
    float sum = Lanes.sum(lanes, 0);
    for (int i = full; i < inputs; i++) {
      sum += powers[i];
    }
    return sum;
  }
}
