package org.linfnet.kernel.simd;

import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.linfnet.kernel.BlockShape;

/**
 * {@code (sum_i |z_i - w_i|^n)^(1/n)} for a whole n from 2 to {@link Powers#LARGEST_INTEGER}:
 * powers by squaring from the highest bit of n down, in one pass that does not look for a maximum.
 * A sum that overflow or underflow may have touched is taken again by {@link
 * RealPowerDistance#normalized}.
 */
final class IntegerPowerDistance {

  /** Of a sum that is safe, inputs times 2^-120 are nothing. */
  private static final int FLOOR = 120;

  /** From this n on differences of 8 would overflow: a quarter of each is raised instead. */
  private static final int LARGE = 32;

  private static final float QUARTER = 0.25f;

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
    int inputs = shape.inputs();
    float scale = n < LARGE ? 1 : QUARTER;
    int least = Powers.floor(n, FLOOR);
    for (int o = 0; o < shape.outputs(); o++) {
      int wRow = wAt + o * inputs;
      for (int b = 0; b < shape.batch(); b++) {
        int zRow = zAt + b * inputs;
        sum(memory.lanes, n, scale, least, z, zRow, w, wRow, inputs);
        y[yAt + b * shape.outputs() + o] = distance(memory, n, scale, z, zRow, w, wRow, inputs);
      }
    }
  }

  /** Leaves the sums of the lanes of even and of odd vectors. */
  private static void sum(
      float[] lanes,
      int n,
      float scale,
      int least,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      int inputs) {
    IntVector magnitude = IntVector.broadcast(INTS, MAGNITUDE);
    IntVector floor = IntVector.broadcast(INTS, least);
    FloatVector sum0 = FloatVector.zero(FLOATS);
    FloatVector sum1 = FloatVector.zero(FLOATS);
    int full = inputs - inputs % (2 * LENGTH);
    for (int i = 0; i < full; i += 2 * LENGTH) {
      int next = i + LENGTH;
      FloatVector d0 =
          FloatVector.fromArray(FLOATS, z, zAt + i)
              .sub(FloatVector.fromArray(FLOATS, w, wAt + i))
              .mul(scale)
              .reinterpretAsInts()
              .and(magnitude)
              .max(floor)
              .reinterpretAsFloats();
      FloatVector d1 =
          FloatVector.fromArray(FLOATS, z, zAt + next)
              .sub(FloatVector.fromArray(FLOATS, w, wAt + next))
              .mul(scale)
              .reinterpretAsInts()
              .and(magnitude)
              .max(floor)
              .reinterpretAsFloats();
      FloatVector power0 = d0;
      FloatVector power1 = d1;
      if (n >= 32) {
        power0 = Lanes.exact(power0);
        power0 = power0.mul(power0);
        power1 = Lanes.exact(power1);
        power1 = power1.mul(power1);
        if ((n & 16) != 0) {
          power0 = d0.mul(power0);
          power1 = d1.mul(power1);
        }
      }
      if (n >= 16) {
        power0 = Lanes.exact(power0);
        power0 = power0.mul(power0);
        power1 = Lanes.exact(power1);
        power1 = power1.mul(power1);
        if ((n & 8) != 0) {
          power0 = d0.mul(power0);
          power1 = d1.mul(power1);
        }
      }
      if (n >= 8) {
        power0 = Lanes.exact(power0);
        power0 = power0.mul(power0);
        power1 = Lanes.exact(power1);
        power1 = power1.mul(power1);
        if ((n & 4) != 0) {
          power0 = d0.mul(power0);
          power1 = d1.mul(power1);
        }
      }
      if (n >= 4) {
        power0 = Lanes.exact(power0);
        power0 = power0.mul(power0);
        power1 = Lanes.exact(power1);
        power1 = power1.mul(power1);
        if ((n & 2) != 0) {
          power0 = d0.mul(power0);
          power1 = d1.mul(power1);
        }
      }
      if (n >= 2) {
        power0 = Lanes.exact(power0);
        power0 = power0.mul(power0);
        power1 = Lanes.exact(power1);
        power1 = power1.mul(power1);
        if ((n & 1) != 0) {
          power0 = d0.mul(power0);
          power1 = d1.mul(power1);
        }
      }
      sum0 = Lanes.exact(power0).add(sum0);
      sum1 = Lanes.exact(power1).add(sum1);
    }
    FloatVector.zero(FLOATS).add(sum0).intoArray(lanes, 0);
    FloatVector.zero(FLOATS).add(sum1).intoArray(lanes, LENGTH);
  }

  private static float distance(
      WorkingMemory memory,
      int n,
      float scale,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      int inputs) {
    float sum = Lanes.sum(memory.lanes, 0) + Lanes.sum(memory.lanes, LENGTH);
    for (int i = inputs - inputs % (2 * LENGTH); i < inputs; i++) {
      sum += Powers.power(Math.abs(z[zAt + i] - w[wAt + i]) * scale, n);
    }
    if (Powers.isSafe(sum)) {
      return Powers.root(sum, n) / scale;
    }
    return RealPowerDistance.normalized(memory, n, z, zAt, w, wAt, inputs);
  }
}
