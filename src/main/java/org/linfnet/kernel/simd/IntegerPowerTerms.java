package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.XOR;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;
import static org.linfnet.kernel.simd.Lanes.SIGN;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The terms {@code gradientY s_i (|z_i - w_i| / y)^n} of a pair, n = p - 1 whole and at least 1 and
 * at most 63, by squaring from the highest bit of n down. An even power takes the sign of the
 * difference by its bit alone.
 *
 * <p>Terms stop in working memory on their way to the gradients because a loop that did both would
 * have more calls than the compiler inlines, and a vector that crosses a call is allocated.
 */
final class IntegerPowerTerms {

  /** A share of 2^-60 is nothing beside the largest, and normal when gradientY is a factor. */
  private static final int FLOOR = 60;

  private IntegerPowerTerms() {}

  /** What {@link #fill} takes for shares that are less. */
  static int least(int n) {
    return Powers.floor(n, FLOOR);
  }

  /** By the reciprocal of y, with {@code least(n)}. */
  static void fill(
      float[] terms,
      float reciprocal,
      int n,
      int least,
      float gradient,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      int inputs) {
    IntVector magnitude = IntVector.broadcast(INTS, MAGNITUDE);
    IntVector sign = IntVector.broadcast(INTS, SIGN);
    IntVector floor = IntVector.broadcast(INTS, least);
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      IntVector scaled =
          FloatVector.fromArray(FLOATS, z, zAt + i)
              .sub(FloatVector.fromArray(FLOATS, w, wAt + i))
              .mul(reciprocal)
              .reinterpretAsInts();
      FloatVector t = scaled.and(magnitude).max(floor).reinterpretAsFloats();
      FloatVector power = t;
      if (n >= 32) {
        power = Lanes.exact(power);
        power = power.mul(power);
        if ((n & 16) != 0) {
          power = t.mul(power);
        }
      }
      if (n >= 16) {
        power = Lanes.exact(power);
        power = power.mul(power);
        if ((n & 8) != 0) {
          power = t.mul(power);
        }
      }
      if (n >= 8) {
        power = Lanes.exact(power);
        power = power.mul(power);
        if ((n & 4) != 0) {
          power = t.mul(power);
        }
      }
      if (n >= 4) {
        power = Lanes.exact(power);
        power = power.mul(power);
        if ((n & 2) != 0) {
          power = t.mul(power);
        }
      }
      if (n >= 2) {
        power = Lanes.exact(power);
        power = power.mul(power);
        if ((n & 1) != 0) {
          power = t.mul(power);
        }
      }
      Lanes.exact(power)
          .mul(gradient)
          .reinterpretAsInts()
          .lanewise(XOR, scaled.and(sign))
          .reinterpretAsFloats()
          .intoArray(terms, i);
    }
    for (int i = full; i < inputs; i++) {
      terms[i] = Powers.signedPower((z[zAt + i] - w[wAt + i]) * reciprocal, n) * gradient;
    }
  }
}
