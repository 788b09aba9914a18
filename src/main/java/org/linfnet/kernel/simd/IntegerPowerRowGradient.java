package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.XOR;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.SIGN;

import jdk.incubator.vector.FloatVector;

/**
 * {@link IntegerPowerGradient} for one side alone, z or w: {@code s_i (|x_i - other_i| / y)^n}
 * added to the gradient of x, four rows of the other side at a time.
 */
final class IntegerPowerRowGradient {

  private static final int TILE = 4;

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
    int stride = otherStride;
    for (int row = 0; row < rows; row++) {
      int xRow = xAt + row * inputs;
      int gradientRow = gradientXAt + row * inputs;
      int first = row * rowStride;
      for (int c = 0; c < others; c += TILE) {
        int pair = first + c * stride;
        int columns = Math.min(TILE, others - c);
        if (columns == TILE && isRegular(y, yAt + pair, stride)) {
          tile(
              inputs,
              n,
              stride,
              x,
              xRow,
              other,
              otherAt + c * inputs,
              y,
              yAt + pair,
              gradientY,
              gradientYAt + pair,
              gradientX,
              gradientRow);
        } else {
          for (int k = 0; k < columns; k++) {
            pair(
                inputs,
                n,
                x,
                xRow,
                other,
                otherAt + (c + k) * inputs,
                y[yAt + pair + k * stride],
                gradientY[gradientYAt + pair + k * stride],
                gradientX,
                gradientRow);
          }
        }
      }
    }
  }

  private static boolean isRegular(float[] y, int at, int stride) {
    return ExactGradient.isUnneeded(y[at])
        && ExactGradient.isUnneeded(y[at + stride])
        && ExactGradient.isUnneeded(y[at + 2 * stride])
        && ExactGradient.isUnneeded(y[at + 3 * stride]);
  }

  private static void tile(
      int inputs,
      int n,
      int stride,
      float[] x,
      int xAt,
      float[] other,
      int c0,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientX,
      int gradientXAt) {
    int c1 = c0 + inputs;
    int c2 = c1 + inputs;
    int c3 = c2 + inputs;
    float r0 = Powers.reciprocal(y[yAt]);
    float r1 = Powers.reciprocal(y[yAt + stride]);
    float r2 = Powers.reciprocal(y[yAt + 2 * stride]);
    float r3 = Powers.reciprocal(y[yAt + 3 * stride]);
    float g0 = gradientY[gradientYAt];
    float g1 = gradientY[gradientYAt + stride];
    float g2 = gradientY[gradientYAt + 2 * stride];
    float g3 = gradientY[gradientYAt + 3 * stride];
    int second = Integer.highestOneBit(n) >> 1;
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(FLOATS, x, xAt + i);
      FloatVector t0 = v.sub(FloatVector.fromArray(FLOATS, other, c0 + i)).mul(r0);
      FloatVector t1 = v.sub(FloatVector.fromArray(FLOATS, other, c1 + i)).mul(r1);
      FloatVector t2 = v.sub(FloatVector.fromArray(FLOATS, other, c2 + i)).mul(r2);
      FloatVector t3 = v.sub(FloatVector.fromArray(FLOATS, other, c3 + i)).mul(r3);
      FloatVector power0 = t0;
      FloatVector power1 = t1;
      FloatVector power2 = t2;
      FloatVector power3 = t3;
      for (int bit = second; bit != 0; bit >>= 1) {
        power0 = power0.mul(power0);
        power1 = power1.mul(power1);
        power2 = power2.mul(power2);
        power3 = power3.mul(power3);
        if ((n & bit) != 0) {
          power0 = power0.mul(t0);
          power1 = power1.mul(t1);
          power2 = power2.mul(t2);
          power3 = power3.mul(t3);
        }
      }
      if ((n & 1) == 0) {
        power0 = withSign(power0, t0);
        power1 = withSign(power1, t1);
        power2 = withSign(power2, t2);
        power3 = withSign(power3, t3);
      }
      FloatVector.fromArray(FLOATS, gradientX, gradientXAt + i)
          .add(power0.mul(g0))
          .add(power1.mul(g1))
          .add(power2.mul(g2))
          .add(power3.mul(g3))
          .intoArray(gradientX, gradientXAt + i);
    }
    if (full < inputs) {
      tail(inputs, n, r0, g0, x, xAt, other, c0, gradientX, gradientXAt);
      tail(inputs, n, r1, g1, x, xAt, other, c1, gradientX, gradientXAt);
      tail(inputs, n, r2, g2, x, xAt, other, c2, gradientX, gradientXAt);
      tail(inputs, n, r3, g3, x, xAt, other, c3, gradientX, gradientXAt);
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
          n + 1, distance, gradient, x, xAt, other, otherAt, inputs, gradientX, gradientXAt);
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
        power = withSign(power, t);
      }
      FloatVector.fromArray(FLOATS, gradientX, gradientXAt + i)
          .add(power.mul(gradient))
          .intoArray(gradientX, gradientXAt + i);
    }
    tail(inputs, n, r, gradient, x, xAt, other, otherAt, gradientX, gradientXAt);
  }

  private static void tail(
      int inputs,
      int n,
      float r,
      float gradient,
      float[] x,
      int xAt,
      float[] other,
      int otherAt,
      float[] gradientX,
      int gradientXAt) {
    for (int i = FLOATS.loopBound(inputs); i < inputs; i++) {
      float t = (x[xAt + i] - other[otherAt + i]) * r;
      gradientX[gradientXAt + i] += Powers.signedPower(t, n) * gradient;
    }
  }

  /** An even power is not negative: it takes the sign by its bit alone. */
  private static FloatVector withSign(FloatVector power, FloatVector t) {
    return power
        .reinterpretAsInts()
        .lanewise(XOR, t.reinterpretAsInts().and(SIGN))
        .reinterpretAsFloats();
  }
}
