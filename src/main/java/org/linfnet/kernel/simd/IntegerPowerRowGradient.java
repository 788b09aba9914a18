package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.XOR;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.SIGN;

import jdk.incubator.vector.FloatVector;

/**
 * {@link IntegerPowerGradient} for one side alone, z or w: {@code s_i (|x_i - other_i| / y)^n}
 * added to the gradient of x, two rows of the other side at a time.
 */
final class IntegerPowerRowGradient {

  private IntegerPowerRowGradient() {}

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
      int n,
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
      int x0 = xAt + row * inputs;
      int gradientX0 = gradientXAt + row * inputs;
      for (int c = 0; c < others; c += 2) {
        int c0 = otherAt + c * inputs;
        int pair = row * rowStride + c * otherStride;
        float y0 = y[yAt + pair];
        float g0 = gradientY[gradientYAt + pair];
        if (c + 1 == others) {
          pair(inputs, n, x, x0, other, c0, y0, g0, gradientX, gradientX0);
          continue;
        }
        float y1 = y[yAt + pair + otherStride];
        float g1 = gradientY[gradientYAt + pair + otherStride];
        if (ExactGradient.isUnneeded(y0) && ExactGradient.isUnneeded(y1)) {
          float r0 = Powers.reciprocal(y0);
          float r1 = Powers.reciprocal(y1);
          tile(inputs, n, x, x0, other, c0, r0, r1, g0, g1, gradientX, gradientX0);
        } else {
          pair(inputs, n, x, x0, other, c0, y0, g0, gradientX, gradientX0);
          pair(inputs, n, x, x0, other, c0 + inputs, y1, g1, gradientX, gradientX0);
        }
      }
    }
  }

  private static void tile(
      int inputs,
      int n,
      float[] x,
      int xAt,
      float[] other,
      int c0,
      float r0,
      float r1,
      float g0,
      float g1,
      float[] gradientX,
      int gradientXAt) {
    int c1 = c0 + inputs;
    int second = Integer.highestOneBit(n) >> 1;
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
      FloatVector t0 = v.sub(FloatVector.fromArray(FLOATS, other, c0 + i)).mul(r0);
      FloatVector t1 = v.sub(FloatVector.fromArray(FLOATS, other, c1 + i)).mul(r1);
      FloatVector power0 = t0;
      FloatVector power1 = t1;
      for (int bit = second; bit != 0; bit >>= 1) {
        power0 = power0.mul(power0);
        power1 = power1.mul(power1);
        if ((n & bit) != 0) {
          power0 = power0.mul(t0);
          power1 = power1.mul(t1);
        }
      }
      if ((n & 1) == 0) {
        power0 =
            power0
                .reinterpretAsInts()
                .lanewise(XOR, t0.reinterpretAsInts().and(SIGN))
                .reinterpretAsFloats();
        power1 =
            power1
                .reinterpretAsInts()
                .lanewise(XOR, t1.reinterpretAsInts().and(SIGN))
                .reinterpretAsFloats();
      }
      FloatVector.fromArray(FLOATS, gradientX, gradientXAt + i)
          .add(power0.mul(g0))
          .add(power1.mul(g1))
          .intoArray(gradientX, gradientXAt + i);
    }
    if (full < inputs) {
      tail(full, inputs, n, r0, g0, x, xAt, other, c0, gradientX, gradientXAt);
      tail(full, inputs, n, r1, g1, x, xAt, other, c1, gradientX, gradientXAt);
    }
  }

  private static void pair(
      int inputs,
      int n,
      float[] x,
      int xAt,
      float[] other,
      int otherAt,
      float distance,
      float gradient,
      float[] gradientX,
      int gradientXAt) {
    if (!ExactGradient.isUnneeded(distance)) {
      ExactGradient.add(
          n, distance, gradient, x, xAt, other, otherAt, inputs, gradientX, gradientXAt);
      return;
    }
    float r = Powers.reciprocal(distance);
    int second = Integer.highestOneBit(n) >> 1;
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector t =
          FloatVector.fromArray(FLOATS, x, xAt + i)
              .sub(FloatVector.fromArray(FLOATS, other, otherAt + i))
              .mul(r);
      FloatVector power = t;
      for (int bit = second; bit != 0; bit >>= 1) {
        power = power.mul(power);
        if ((n & bit) != 0) {
          power = power.mul(t);
        }
      }
      if ((n & 1) == 0) {
        power =
            power
                .reinterpretAsInts()
                .lanewise(XOR, t.reinterpretAsInts().and(SIGN))
                .reinterpretAsFloats();
      }
      FloatVector.fromArray(FLOATS, gradientX, gradientXAt + i)
          .add(power.mul(gradient))
          .intoArray(gradientX, gradientXAt + i);
    }
    tail(full, inputs, n, r, gradient, x, xAt, other, otherAt, gradientX, gradientXAt);
  }

  private static void tail(
      int from,
      int to,
      int n,
      float r,
      float gradient,
      float[] x,
      int xAt,
      float[] other,
      int otherAt,
      float[] gradientX,
      int gradientXAt) {
    for (int i = from; i < to; i++) {
      float t = (x[xAt + i] - other[otherAt + i]) * r;
      gradientX[gradientXAt + i] += Powers.signedPower(t, n) * gradient;
    }
  }
}
