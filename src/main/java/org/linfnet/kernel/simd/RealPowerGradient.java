package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.XOR;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.SIGN;

import jdk.incubator.vector.FloatVector;
import org.linfnet.kernel.BlockShape;

/** {@code s_i (|z_i - w_i| / y)^(p-1)} for any p of at least 2. */
final class RealPowerGradient {

  private RealPowerGradient() {}

  /**
   * @param gradientZ null when it is not wanted
   * @param gradientW null when it is not wanted
   */
  static void backward(
      WorkingMemory memory,
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
    int inputs = shape.inputs();
    float[] shares = memory.row(inputs);
    for (int o = 0; o < shape.outputs(); o++) {
      int wRow = wAt + o * inputs;
      for (int b = 0; b < shape.batch(); b++) {
        int zRow = zAt + b * inputs;
        float distance = y[yAt + b * shape.outputs() + o];
        float gradient = gradientY[gradientYAt + b * shape.outputs() + o];
        if (distance == 0) {
          continue;
        }
        if (ExactGradient.isUnneeded(distance)) {
          RealPowers.fill(shares, 1 / distance, p - 1, z, zRow, w, wRow, inputs);
        } else {
          ExactGradient.fill(shares, distance, p - 1, z, zRow, w, wRow, inputs);
        }
        if (gradientZ != null) {
          int row = gradientZAt + b * inputs;
          add(shares, gradient, z, zRow, w, wRow, inputs, gradientZ, row);
        }
        if (gradientW != null) {
          int row = gradientWAt + o * inputs;
          add(shares, -gradient, z, zRow, w, wRow, inputs, gradientW, row);
        }
      }
    }
  }

  /** Adds {@code gradient s_i shares_i}. */
  private static void add(
      float[] shares,
      float gradient,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      int inputs,
      float[] gradientX,
      int gradientXAt) {
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector difference =
          FloatVector.fromArray(FLOATS, z, zAt + i).sub(FloatVector.fromArray(FLOATS, w, wAt + i));
      FloatVector term =
          FloatVector.fromArray(FLOATS, shares, i)
              .mul(gradient)
              .reinterpretAsInts()
              .lanewise(XOR, difference.reinterpretAsInts().and(SIGN))
              .reinterpretAsFloats();
      FloatVector.fromArray(FLOATS, gradientX, gradientXAt + i)
          .add(term)
          .intoArray(gradientX, gradientXAt + i);
    }
    for (int i = full; i < inputs; i++) {
      float difference = z[zAt + i] - w[wAt + i];
      gradientX[gradientXAt + i] += shares[i] * (difference < 0 ? -gradient : gradient);
    }
  }
}
