package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.XOR;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.SIGN;

import jdk.incubator.vector.FloatVector;

/** The terms of one pair's gradient on their way from working memory to the gradients. */
final class Terms {

  private Terms() {}

  /** Turns shares, not negative, into terms {@code gradient s_i share_i}. */
  static void sign(
      float[] shares, float gradient, float[] z, int zAt, float[] w, int wAt, int inputs) {
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector difference =
          FloatVector.fromArray(FLOATS, z, zAt + i).sub(FloatVector.fromArray(FLOATS, w, wAt + i));
      FloatVector.fromArray(FLOATS, shares, i)
          .mul(gradient)
          .reinterpretAsInts()
          .lanewise(XOR, difference.reinterpretAsInts().and(SIGN))
          .reinterpretAsFloats()
          .intoArray(shares, i);
    }
    for (int i = full; i < inputs; i++) {
      shares[i] *= z[zAt + i] < w[wAt + i] ? -gradient : gradient;
    }
  }

  static void add(float[] terms, int inputs, float[] gradient, int at) {
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector.fromArray(FLOATS, gradient, at + i)
          .add(FloatVector.fromArray(FLOATS, terms, i))
          .intoArray(gradient, at + i);
    }
    for (int i = full; i < inputs; i++) {
      gradient[at + i] += terms[i];
    }
  }

  static void subtract(float[] terms, int inputs, float[] gradient, int at) {
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector.fromArray(FLOATS, gradient, at + i)
          .sub(FloatVector.fromArray(FLOATS, terms, i))
          .intoArray(gradient, at + i);
    }
    for (int i = full; i < inputs; i++) {
      gradient[at + i] -= terms[i];
    }
  }
}
