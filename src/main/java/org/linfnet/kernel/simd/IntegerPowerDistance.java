package org.linfnet.kernel.simd;

import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;

import jdk.incubator.vector.FloatVector;
import org.linfnet.kernel.BlockShape;

/**
 * {@code (sum_i |z_i - w_i|^n)^(1/n)} for a whole n of at least 2: powers by squaring, two rows of
 * z against two rows of w, in one pass that does not look for a maximum. A sum that overflow or
 * underflow may have touched is taken again by {@link RealPowerDistance#normalized}.
 */
final class IntegerPowerDistance {

  private static final int TILE = 2;

  private IntegerPowerDistance() {}

  static void forward(
      WorkingMemory memory,
      BlockShape shape,
      int n,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt) {
    for (int o = 0; o < shape.outputs(); o += TILE) {
      for (int b = 0; b < shape.batch(); b += TILE) {
        tile(memory, shape, n, b, o, z, zAt, w, wAt, y, yAt);
      }
    }
  }

  private static void tile(
      WorkingMemory memory,
      BlockShape shape,
      int n,
      int b,
      int o,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt) {
    int inputs = shape.inputs();
    int b1 = Math.min(b + 1, shape.batch() - 1);
    int o1 = Math.min(o + 1, shape.outputs() - 1);
    int z0 = zAt + b * inputs;
    int z1 = zAt + b1 * inputs;
    int w0 = wAt + o * inputs;
    int w1 = wAt + o1 * inputs;
    int second = Integer.highestOneBit(n) >> 1;
    FloatVector sum00 = FloatVector.zero(FLOATS);
    FloatVector sum01 = FloatVector.zero(FLOATS);
    FloatVector sum10 = FloatVector.zero(FLOATS);
    FloatVector sum11 = FloatVector.zero(FLOATS);
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector v0 = FloatVector.fromArray(FLOATS, z, z0 + i);
      FloatVector v1 = FloatVector.fromArray(FLOATS, z, z1 + i);
      FloatVector u0 = FloatVector.fromArray(FLOATS, w, w0 + i);
      FloatVector u1 = FloatVector.fromArray(FLOATS, w, w1 + i);
      FloatVector d00 = v0.sub(u0).abs();
      FloatVector d01 = v0.sub(u1).abs();
      FloatVector d10 = v1.sub(u0).abs();
      FloatVector d11 = v1.sub(u1).abs();
      FloatVector power00 = d00;
      FloatVector power01 = d01;
      FloatVector power10 = d10;
      FloatVector power11 = d11;
      for (int bit = second; bit > 1; bit >>= 1) {
        power00 = power00.mul(power00);
        power01 = power01.mul(power01);
        power10 = power10.mul(power10);
        power11 = power11.mul(power11);
        if ((n & bit) != 0) {
          power00 = power00.mul(d00);
          power01 = power01.mul(d01);
          power10 = power10.mul(d10);
          power11 = power11.mul(d11);
        }
      }
      if ((n & 1) == 0) {
        sum00 = power00.fma(power00, sum00);
        sum01 = power01.fma(power01, sum01);
        sum10 = power10.fma(power10, sum10);
        sum11 = power11.fma(power11, sum11);
      } else {
        sum00 = power00.mul(power00).fma(d00, sum00);
        sum01 = power01.mul(power01).fma(d01, sum01);
        sum10 = power10.mul(power10).fma(d10, sum10);
        sum11 = power11.mul(power11).fma(d11, sum11);
      }
    }
    float[] lanes = memory.lanes;
    sum00.intoArray(lanes, 0);
    sum01.intoArray(lanes, LENGTH);
    sum10.intoArray(lanes, 2 * LENGTH);
    sum11.intoArray(lanes, 3 * LENGTH);
    int y0 = yAt + b * shape.outputs();
    int y1 = yAt + b1 * shape.outputs();
    y[y0 + o] = distance(memory, Lanes.sum(lanes, 0), n, z, z0, w, w0, inputs);
    y[y0 + o1] = distance(memory, Lanes.sum(lanes, LENGTH), n, z, z0, w, w1, inputs);
    y[y1 + o] = distance(memory, Lanes.sum(lanes, 2 * LENGTH), n, z, z1, w, w0, inputs);
    y[y1 + o1] = distance(memory, Lanes.sum(lanes, 3 * LENGTH), n, z, z1, w, w1, inputs);
  }

  private static float distance(
      WorkingMemory memory,
      float sumOfVectors,
      int n,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      int inputs) {
    float sum = sumOfVectors;
    for (int i = FLOATS.loopBound(inputs); i < inputs; i++) {
      sum += Powers.power(Math.abs(z[zAt + i] - w[wAt + i]), n);
    }
    if (Powers.isSafe(sum)) {
      return Powers.root(sum, n);
    }
    return RealPowerDistance.normalized(memory, n, z, zAt, w, wAt, inputs);
  }
}
