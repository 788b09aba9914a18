package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.XOR;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.SIGN;

import jdk.incubator.vector.FloatVector;
import org.linfnet.kernel.BlockShape;

/**
 * {@code s_i (|z_i - w_i| / y)^n} by squaring, n = p - 1 whole and at least 1: two rows of z
 * against two rows of w, so that their gradients are loaded and stored once.
 *
 * <p>Every element of a gradient takes its terms in the order of the rows, in a tile as in the
 * single pairs at the edges.
 */
final class IntegerPowerGradient {

  private static final int TILE = 2;

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
    for (int o = 0; o < outputs; o += TILE) {
      for (int b = 0; b < shape.batch(); b += TILE) {
        int pair = b * outputs + o;
        boolean whole = b + 1 < shape.batch() && o + 1 < outputs;
        if (whole && isRegular(y, yAt + pair, outputs)) {
          tile(
              inputs,
              n,
              outputs,
              z,
              zAt + b * inputs,
              w,
              wAt + o * inputs,
              y,
              yAt + pair,
              gradientY,
              gradientYAt + pair,
              gradientZ,
              gradientZAt + b * inputs,
              gradientW,
              gradientWAt + o * inputs);
        } else {
          edge(
              shape,
              b,
              o,
              n,
              z,
              zAt,
              w,
              wAt,
              y,
              yAt,
              gradientY,
              gradientYAt,
              gradientZ,
              gradientZAt,
              gradientW,
              gradientWAt);
        }
      }
    }
  }

  private static boolean isRegular(float[] y, int at, int outputs) {
    return ExactGradient.isUnneeded(y[at])
        && ExactGradient.isUnneeded(y[at + 1])
        && ExactGradient.isUnneeded(y[at + outputs])
        && ExactGradient.isUnneeded(y[at + outputs + 1]);
  }

  private static void edge(
      BlockShape shape,
      int b,
      int o,
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
    for (int row = b; row < Math.min(b + TILE, shape.batch()); row++) {
      for (int column = o; column < Math.min(o + TILE, shape.outputs()); column++) {
        int pair = row * shape.outputs() + column;
        pair(
            inputs,
            n,
            z,
            zAt + row * inputs,
            w,
            wAt + column * inputs,
            y[yAt + pair],
            gradientY[gradientYAt + pair],
            gradientZ,
            gradientZAt + row * inputs,
            gradientW,
            gradientWAt + column * inputs);
      }
    }
  }

  private static void tile(
      int inputs,
      int n,
      int outputs,
      float[] z,
      int z0,
      float[] w,
      int w0,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientZ,
      int gz0,
      float[] gradientW,
      int gw0) {
    float r00 = Powers.reciprocal(y[yAt]);
    float r01 = Powers.reciprocal(y[yAt + 1]);
    float r10 = Powers.reciprocal(y[yAt + outputs]);
    float r11 = Powers.reciprocal(y[yAt + outputs + 1]);
    float g00 = gradientY[gradientYAt];
    float g01 = gradientY[gradientYAt + 1];
    float g10 = gradientY[gradientYAt + outputs];
    float g11 = gradientY[gradientYAt + outputs + 1];
    int second = Integer.highestOneBit(n) >> 1;
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector v0 = FloatVector.fromArray(FLOATS, z, z0 + i);
      FloatVector v1 = FloatVector.fromArray(FLOATS, z, z0 + inputs + i);
      FloatVector u0 = FloatVector.fromArray(FLOATS, w, w0 + i);
      FloatVector u1 = FloatVector.fromArray(FLOATS, w, w0 + inputs + i);
      FloatVector t00 = v0.sub(u0).mul(r00);
      FloatVector t01 = v0.sub(u1).mul(r01);
      FloatVector t10 = v1.sub(u0).mul(r10);
      FloatVector t11 = v1.sub(u1).mul(r11);
      FloatVector power00 = t00;
      FloatVector power01 = t01;
      FloatVector power10 = t10;
      FloatVector power11 = t11;
      for (int bit = second; bit != 0; bit >>= 1) {
        power00 = power00.mul(power00);
        power01 = power01.mul(power01);
        power10 = power10.mul(power10);
        power11 = power11.mul(power11);
        if ((n & bit) != 0) {
          power00 = power00.mul(t00);
          power01 = power01.mul(t01);
          power10 = power10.mul(t10);
          power11 = power11.mul(t11);
        }
      }
      if ((n & 1) == 0) {
        power00 = withSign(power00, t00);
        power01 = withSign(power01, t01);
        power10 = withSign(power10, t10);
        power11 = withSign(power11, t11);
      }
      FloatVector term00 = power00.mul(g00);
      FloatVector term01 = power01.mul(g01);
      FloatVector term10 = power10.mul(g10);
      FloatVector term11 = power11.mul(g11);
      FloatVector.fromArray(FLOATS, gradientZ, gz0 + i)
          .add(term00)
          .add(term01)
          .intoArray(gradientZ, gz0 + i);
      FloatVector.fromArray(FLOATS, gradientZ, gz0 + inputs + i)
          .add(term10)
          .add(term11)
          .intoArray(gradientZ, gz0 + inputs + i);
      FloatVector.fromArray(FLOATS, gradientW, gw0 + i)
          .sub(term00)
          .sub(term10)
          .intoArray(gradientW, gw0 + i);
      FloatVector.fromArray(FLOATS, gradientW, gw0 + inputs + i)
          .sub(term01)
          .sub(term11)
          .intoArray(gradientW, gw0 + inputs + i);
    }
    if (full < inputs) {
      int tail = inputs - full;
      tail(
          tail,
          n,
          r00,
          g00,
          z,
          z0 + full,
          w,
          w0 + full,
          gradientZ,
          gz0 + full,
          gradientW,
          gw0 + full);
      tail(
          tail,
          n,
          r01,
          g01,
          z,
          z0 + full,
          w,
          w0 + inputs + full,
          gradientZ,
          gz0 + full,
          gradientW,
          gw0 + inputs + full);
      tail(
          tail,
          n,
          r10,
          g10,
          z,
          z0 + inputs + full,
          w,
          w0 + full,
          gradientZ,
          gz0 + inputs + full,
          gradientW,
          gw0 + full);
      tail(
          tail,
          n,
          r11,
          g11,
          z,
          z0 + inputs + full,
          w,
          w0 + inputs + full,
          gradientZ,
          gz0 + inputs + full,
          gradientW,
          gw0 + inputs + full);
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
      ExactGradient.add(n + 1, distance, gradient, z, zAt, w, wAt, inputs, gradientZ, gradientZAt);
      ExactGradient.add(n + 1, distance, gradient, w, wAt, z, zAt, inputs, gradientW, gradientWAt);
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
        power = withSign(power, t);
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
        inputs - full,
        n,
        r,
        gradient,
        z,
        zAt + full,
        w,
        wAt + full,
        gradientZ,
        gradientZAt + full,
        gradientW,
        gradientWAt + full);
  }

  private static void tail(
      int inputs,
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
    for (int i = 0; i < inputs; i++) {
      float t = (z[zAt + i] - w[wAt + i]) * r;
      float term = Powers.signedPower(t, n) * gradient;
      gradientZ[gradientZAt + i] += term;
      gradientW[gradientWAt + i] -= term;
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
