package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.LT;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.SIGN;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/**
 * {@code (1 - f)^p} of many terms, by the series of {@link Powers}. A term is the shortfall {@code
 * f = (reference - difference) / reference}; its sign bit is free. Near 0 the shortfall is exact to
 * a relative 2^-23, and the ratio {@code 1 - f} is not. {@code p log2(1 - f)} would multiply the
 * error of the ratio by p.
 */
final class TermPowers {

  /** Places past the last term that are computed too. Their values mean nothing. */
  static final int SPARE = 2 * LENGTH;

  float[] term = new float[0];
  float[] power = new float[0];

  /** Makes room for a number of terms. It keeps the terms, but not their powers. */
  void grow(int terms) {
    term = Arrays.copyOf(term, terms + SPARE);
    power = new float[terms + SPARE];
  }

  void raise(float p, int size) {
    Arrays.fill(term, size, size + SPARE, 0);
    logarithms(p, size);
    RealPowers.exponentials(power, (size + 2 * LENGTH - 1) / (2 * LENGTH) * (2 * LENGTH));
  }

  /** {@code p log2(1 - f)} of every term. */
  private void logarithms(float p, int size) {
    FloatVector l7 = FloatVector.broadcast(FLOATS, Powers.L7);
    FloatVector l6 = FloatVector.broadcast(FLOATS, Powers.L6);
    FloatVector l5 = FloatVector.broadcast(FLOATS, Powers.L5);
    FloatVector l4 = FloatVector.broadcast(FLOATS, Powers.L4);
    FloatVector l3 = FloatVector.broadcast(FLOATS, Powers.L3);
    FloatVector l2 = FloatVector.broadcast(FLOATS, Powers.L2);
    FloatVector l1 = FloatVector.broadcast(FLOATS, Powers.L1);
    FloatVector l0 = FloatVector.broadcast(FLOATS, Powers.L0);
    FloatVector zero = FloatVector.zero(FLOATS);
    IntVector sign = IntVector.broadcast(INTS, SIGN);
    for (int at = 0; at < size; at += 2 * LENGTH) {
      FloatVector part0 =
          FloatVector.fromArray(FLOATS, term, at)
              .reinterpretAsInts()
              .or(sign)
              .reinterpretAsFloats();
      VectorMask<Float> half0 = part0.compare(LT, Powers.SMALLEST_MANTISSA);
      FloatVector f0 = part0.blend(part0.add(part0).add(1f), half0);
      FloatVector whole0 = zero.blend(-1f, half0);
      FloatVector series0 = l7.fma(f0, l6).fma(f0, l5).fma(f0, l4).fma(f0, l3).fma(f0, l2);
      series0.fma(f0, l1).fma(f0, l0).fma(f0, whole0).mul(p).intoArray(power, at);
      FloatVector part1 =
          FloatVector.fromArray(FLOATS, term, at + LENGTH)
              .reinterpretAsInts()
              .or(sign)
              .reinterpretAsFloats();
      VectorMask<Float> half1 = part1.compare(LT, Powers.SMALLEST_MANTISSA);
      FloatVector f1 = part1.blend(part1.add(part1).add(1f), half1);
      FloatVector whole1 = zero.blend(-1f, half1);
      FloatVector series1 = l7.fma(f1, l6).fma(f1, l5).fma(f1, l4).fma(f1, l3).fma(f1, l2);
      series1.fma(f1, l1).fma(f1, l0).fma(f1, whole1).mul(p).intoArray(power, at + LENGTH);
    }
  }

  /** Divides every power by {@code 1 - f} and gives it the sign of its term. */
  void divide(int size) {
    IntVector sign = IntVector.broadcast(INTS, SIGN);
    for (int at = 0; at < size; at += LENGTH) {
      IntVector bits = FloatVector.fromArray(FLOATS, term, at).reinterpretAsInts();
      FloatVector base = bits.or(sign).reinterpretAsFloats().add(1f);
      FloatVector.fromArray(FLOATS, power, at)
          .div(base)
          .reinterpretAsInts()
          .or(bits.and(sign))
          .reinterpretAsFloats()
          .intoArray(power, at);
    }
  }
}
