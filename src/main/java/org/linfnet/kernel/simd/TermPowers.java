package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.OR;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.SIGN;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/** {@code (1 + f)^p} of many terms f, by the series of {@link Powers}. */
final class TermPowers {

  /** What is computed past the last term and means nothing. */
  static final int SPARE = 2 * LENGTH;

  float[] term = new float[0];
  float[] power = new float[0];

  /** Makes room for so many terms. */
  void grow(int terms) {
    term = new float[terms + SPARE];
    power = new float[terms + SPARE];
  }

  void raise(float p, int size) {
    Arrays.fill(term, size, size + SPARE, 0);
    logarithms(p, size);
    RealPowers.exponentials(power, (size + 2 * LENGTH - 1) / (2 * LENGTH) * (2 * LENGTH));
  }

  /** {@code p log2(1 + f)} of every term. */
  private void logarithms(float p, int size) {
    FloatVector l7 = FloatVector.broadcast(FLOATS, Powers.L7);
    FloatVector l6 = FloatVector.broadcast(FLOATS, Powers.L6);
    FloatVector l5 = FloatVector.broadcast(FLOATS, Powers.L5);
    FloatVector l4 = FloatVector.broadcast(FLOATS, Powers.L4);
    FloatVector l3 = FloatVector.broadcast(FLOATS, Powers.L3);
    FloatVector l2 = FloatVector.broadcast(FLOATS, Powers.L2);
    FloatVector l1 = FloatVector.broadcast(FLOATS, Powers.L1);
    FloatVector l0 = FloatVector.broadcast(FLOATS, Powers.L0);
    for (int at = 0; at < size; at += LENGTH) {
      FloatVector part = FloatVector.fromArray(FLOATS, term, at);
      VectorMask<Float> half = part.compare(LT, Powers.SMALLEST_MANTISSA);
      FloatVector f = part.blend(part.add(part).add(1f), half);
      FloatVector whole = FloatVector.zero(FLOATS).blend(-1f, half);
      FloatVector series = l7.fma(f, l6).fma(f, l5).fma(f, l4).fma(f, l3).fma(f, l2);
      series.fma(f, l1).fma(f, l0).fma(f, whole).mul(p).intoArray(power, at);
    }
  }

  /** Takes one factor {@code 1 + f} out of every power, and gives it the sign of its difference. */
  void divide(float[] difference, int size) {
    for (int at = 0; at < size; at += LENGTH) {
      FloatVector base = FloatVector.fromArray(FLOATS, term, at).add(1f);
      FloatVector.fromArray(FLOATS, power, at)
          .div(base)
          .reinterpretAsInts()
          .lanewise(OR, FloatVector.fromArray(FLOATS, difference, at).reinterpretAsInts().and(SIGN))
          .reinterpretAsFloats()
          .intoArray(power, at);
    }
  }
}
