package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.XOR;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.SIGN;

import jdk.incubator.vector.FloatVector;
import org.linfnet.kernel.DistanceBlock;

/** The terms of one pair's gradient on their way from working memory to the gradients. */
final class Terms {

  private Terms() {}

  /** Turns shares, not negative, into terms {@code gradient s_i share_i}. */
  static void sign(float[] shares, float gradient, DistanceBlock block, int b, int o) {
    int inputs = block.shape().inputs();
    float[] z = block.z().values();
    float[] w = block.w().values();
    int zRow = block.z().row(b, inputs);
    int wRow = block.w().row(o, inputs);
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector difference =
          FloatVector.fromArray(FLOATS, z, zRow + i)
              .sub(FloatVector.fromArray(FLOATS, w, wRow + i));
      FloatVector.fromArray(FLOATS, shares, i)
          .mul(gradient)
          .reinterpretAsInts()
          .lanewise(XOR, difference.reinterpretAsInts().and(SIGN))
          .reinterpretAsFloats()
          .intoArray(shares, i);
    }
    for (int i = full; i < inputs; i++) {
      shares[i] *= z[zRow + i] < w[wRow + i] ? -gradient : gradient;
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
