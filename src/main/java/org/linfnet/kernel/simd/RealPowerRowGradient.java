package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.XOR;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.SIGN;

import jdk.incubator.vector.FloatVector;

/** {@link RealPowerGradient} for one side alone, z or w. */
final class RealPowerRowGradient {

  private RealPowerRowGradient() {}

  /**
   * @param rows the rows whose gradient is wanted, {@code rowStride} apart in y
   * @param others the rows of the other side, {@code otherStride} apart in y
   */
  static void add(
      int rows,
      int rowStride,
      int others,
      int otherStride,
      int inputs,
      float p,
      float[] x,
      int xAt,
      float[] other,
      int otherAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientX,
      int gradientXAt) {
    for (int row = 0; row < rows; row++) {
      for (int c = 0; c < others; c++) {
        int pair = row * rowStride + c * otherStride;
        float distance = y[yAt + pair];
        float gradient = gradientY[gradientYAt + pair];
        if (distance == 0 || gradient == 0) {
          continue;
        }
        int xRow = xAt + row * inputs;
        int otherRow = otherAt + c * inputs;
        int gradientRow = gradientXAt + row * inputs;
        if (ExactGradient.isUnneeded(distance)) {
          pair(
              inputs,
              p - 1,
              x,
              xRow,
              other,
              otherRow,
              1 / distance,
              gradient,
              gradientX,
              gradientRow);
        } else {
          ExactGradient.add(
              p, distance, gradient, x, xRow, other, otherRow, inputs, gradientX, gradientRow);
        }
      }
    }
  }

  private static void pair(
      int inputs,
      float q,
      float[] x,
      int xAt,
      float[] other,
      int otherAt,
      float r,
      float gradient,
      float[] gradientX,
      int gradientXAt) {
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector t =
          FloatVector.fromArray(FLOATS, x, xAt + i)
              .sub(FloatVector.fromArray(FLOATS, other, otherAt + i))
              .mul(r);
      FloatVector term =
          Powers.exp2(Powers.log2(t.abs()).mul(q))
              .mul(gradient)
              .reinterpretAsInts()
              .lanewise(XOR, t.reinterpretAsInts().and(SIGN))
              .reinterpretAsFloats();
      FloatVector.fromArray(FLOATS, gradientX, gradientXAt + i)
          .add(term)
          .intoArray(gradientX, gradientXAt + i);
    }
    for (int i = full; i < inputs; i++) {
      float t = (x[xAt + i] - other[otherAt + i]) * r;
      float power = Powers.exp2(Powers.log2(Math.abs(t)) * q);
      gradientX[gradientXAt + i] += Math.copySign(power, t) * gradient;
    }
  }
}
