package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.XOR;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.SIGN;

import jdk.incubator.vector.FloatVector;
import org.linfnet.kernel.BlockShape;

/**
 * {@code s_i (|z_i - w_i| / y)^n} by squaring, n = p - 1 whole and at least 1: one row of z against
 * two rows of w at a time. An even power takes the sign of the difference by its bit alone.
 *
 * <p>Every element of a gradient takes its terms in the order of the rows, in a tile as in the
 * single pairs at the edge. The loops are short, for the compiler gives up on inlining in long
 * ones, and a vector that is not inlined is allocated.
 */
final class IntegerPowerGradient {

  private IntegerPowerGradient() {}

  static void backward(
      BlockShape shape,
      int n,
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
    int outputs = shape.outputs();
    for (int o = 0; o < outputs; o += 2) {
      int w0 = wAt + o * inputs;
      int gradientW0 = gradientWAt + o * inputs;
      for (int b = 0; b < shape.batch(); b++) {
        int z0 = zAt + b * inputs;
        int gradientZ0 = gradientZAt + b * inputs;
        int pair = b * outputs + o;
        float y0 = y[yAt + pair];
        float g0 = gradientY[gradientYAt + pair];
        if (o + 1 == outputs) {
          pair(inputs, n, z, z0, w, w0, y0, g0, gradientZ, gradientZ0, gradientW, gradientW0);
          continue;
        }
        float y1 = y[yAt + pair + 1];
        float g1 = gradientY[gradientYAt + pair + 1];
        if (ExactGradient.isUnneeded(y0) && ExactGradient.isUnneeded(y1)) {
          float r0 = Powers.reciprocal(y0);
          float r1 = Powers.reciprocal(y1);
          tile(
              inputs,
              n,
              z,
              z0,
              w,
              w0,
              r0,
              r1,
              g0,
              g1,
              gradientZ,
              gradientZ0,
              gradientW,
              gradientW0);
        } else {
          pair(inputs, n, z, z0, w, w0, y0, g0, gradientZ, gradientZ0, gradientW, gradientW0);
          pair(
              inputs,
              n,
              z,
              z0,
              w,
              w0 + inputs,
              y1,
              g1,
              gradientZ,
              gradientZ0,
              gradientW,
              gradientW0 + inputs);
        }
      }
    }
  }

  private static void tile(
      int inputs,
      int n,
      float[] z,
      int zAt,
      float[] w,
      int w0,
      float r0,
      float r1,
      float g0,
      float g1,
      float[] gradientZ,
      int gradientZAt,
      float[] gradientW,
      int gradientW0) {
    int w1 = w0 + inputs;
    int gradientW1 = gradientW0 + inputs;
    int second = Integer.highestOneBit(n) >> 1;
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(FLOATS, z, zAt + i);
      FloatVector t0 = v.sub(FloatVector.fromArray(FLOATS, w, w0 + i)).mul(r0);
      FloatVector t1 = v.sub(FloatVector.fromArray(FLOATS, w, w1 + i)).mul(r1);
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
      FloatVector term0 = power0.mul(g0);
      FloatVector term1 = power1.mul(g1);
      FloatVector.fromArray(FLOATS, gradientZ, gradientZAt + i)
          .add(term0)
          .add(term1)
          .intoArray(gradientZ, gradientZAt + i);
      FloatVector.fromArray(FLOATS, gradientW, gradientW0 + i)
          .sub(term0)
          .intoArray(gradientW, gradientW0 + i);
      FloatVector.fromArray(FLOATS, gradientW, gradientW1 + i)
          .sub(term1)
          .intoArray(gradientW, gradientW1 + i);
    }
    if (full < inputs) {
      tail(full, inputs, n, r0, g0, z, zAt, w, w0, gradientZ, gradientZAt, gradientW, gradientW0);
      tail(full, inputs, n, r1, g1, z, zAt, w, w1, gradientZ, gradientZAt, gradientW, gradientW1);
    }
  }

  private static void pair(
      int inputs,
      int n,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float distance,
      float gradient,
      float[] gradientZ,
      int gradientZAt,
      float[] gradientW,
      int gradientWAt) {
    if (!ExactGradient.isUnneeded(distance)) {
      ExactGradient.add(n, distance, gradient, z, zAt, w, wAt, inputs, gradientZ, gradientZAt);
      ExactGradient.add(n, distance, -gradient, z, zAt, w, wAt, inputs, gradientW, gradientWAt);
      return;
    }
    float r = Powers.reciprocal(distance);
    int second = Integer.highestOneBit(n) >> 1;
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector t =
          FloatVector.fromArray(FLOATS, z, zAt + i)
              .sub(FloatVector.fromArray(FLOATS, w, wAt + i))
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
      FloatVector term = power.mul(gradient);
      FloatVector.fromArray(FLOATS, gradientZ, gradientZAt + i)
          .add(term)
          .intoArray(gradientZ, gradientZAt + i);
      FloatVector.fromArray(FLOATS, gradientW, gradientWAt + i)
          .sub(term)
          .intoArray(gradientW, gradientWAt + i);
    }
    tail(
        full,
        inputs,
        n,
        r,
        gradient,
        z,
        zAt,
        w,
        wAt,
        gradientZ,
        gradientZAt,
        gradientW,
        gradientWAt);
  }

  private static void tail(
      int from,
      int to,
      int n,
      float r,
      float gradient,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] gradientZ,
      int gradientZAt,
      float[] gradientW,
      int gradientWAt) {
    for (int i = from; i < to; i++) {
      float term = Powers.signedPower((z[zAt + i] - w[wAt + i]) * r, n) * gradient;
      gradientZ[gradientZAt + i] += term;
      gradientW[gradientWAt + i] -= term;
    }
  }
}
