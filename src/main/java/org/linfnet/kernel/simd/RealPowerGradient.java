package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.XOR;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.SIGN;

import jdk.incubator.vector.FloatVector;
import org.linfnet.kernel.BlockShape;

/** {@code s_i (|z_i - w_i| / y)^q}, q = p - 1 at least 1, by {@code 2^(q log2 x)}. */
final class RealPowerGradient {

  private RealPowerGradient() {}

  static void backward(
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
    for (int o = 0; o < shape.outputs(); o++) {
      for (int b = 0; b < shape.batch(); b++) {
        int pair = b * shape.outputs() + o;
        float distance = y[yAt + pair];
        float gradient = gradientY[gradientYAt + pair];
        if (distance == 0 || gradient == 0) {
          continue;
        }
        if (!ExactGradient.isUnneeded(distance)) {
          ExactGradient.add(
              p,
              distance,
              gradient,
              z,
              zAt + b * inputs,
              w,
              wAt + o * inputs,
              inputs,
              gradientZ,
              gradientZAt + b * inputs);
          ExactGradient.add(
              p,
              distance,
              gradient,
              w,
              wAt + o * inputs,
              z,
              zAt + b * inputs,
              inputs,
              gradientW,
              gradientWAt + o * inputs);
        } else {
          pair(
              inputs,
              p - 1,
              z,
              zAt + b * inputs,
              w,
              wAt + o * inputs,
              1 / distance,
              gradient,
              gradientZ,
              gradientZAt + b * inputs,
              gradientW,
              gradientWAt + o * inputs);
        }
      }
    }
  }

  private static void pair(
      int inputs,
      float q,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float r,
      float gradient,
      float[] gradientZ,
      int gradientZAt,
      float[] gradientW,
      int gradientWAt) {
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector t =
          FloatVector.fromArray(FLOATS, z, zAt + i)
              .sub(FloatVector.fromArray(FLOATS, w, wAt + i))
              .mul(r);
      FloatVector term =
          Powers.exp2(Powers.log2(t.abs()).mul(q))
              .mul(gradient)
              .reinterpretAsInts()
              .lanewise(XOR, t.reinterpretAsInts().and(SIGN))
              .reinterpretAsFloats();
      FloatVector.fromArray(FLOATS, gradientZ, gradientZAt + i)
          .add(term)
          .intoArray(gradientZ, gradientZAt + i);
      FloatVector.fromArray(FLOATS, gradientW, gradientWAt + i)
          .sub(term)
          .intoArray(gradientW, gradientWAt + i);
    }
    for (int i = full; i < inputs; i++) {
      float t = (z[zAt + i] - w[wAt + i]) * r;
      float power = Powers.exp2(Powers.log2(Math.abs(t)) * q);
      float term = Math.copySign(power, t) * gradient;
      gradientZ[gradientZAt + i] += term;
      gradientW[gradientWAt + i] -= term;
    }
  }
}
