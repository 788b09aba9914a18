package org.linfnet.kernel.simd;

import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.FLOAT_VECTOR;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.DistanceBlock;

/**
 * {@code (sum_i |z_i - w_i|^n)^(1/n)} for a whole n from 2 to {@link Powers#LARGEST_INTEGER}:
 * powers by squaring from the highest bit of n down, of two examples side by side, in one pass that
 * does not look for a maximum. A sum that overflow or underflow may have touched is taken again by
 * {@link RealPowerDistance#normalized}.
 */
final class IntegerPowerDistance {

  /** Of a sum that is safe, inputs times 2^-120 are nothing. */
  private static final int FLOOR = 120;

  /** From this n on differences of 16 would overflow: a quarter of each is raised instead. */
  private static final int LARGE = 24;

  private static final float QUARTER = 0.25f;

  private IntegerPowerDistance() {}

  static void forward(WorkingMemory memory, DistanceBlock block, int n) {
    for (int o = 0; o < block.shape().outputs(); o += CacheBlock.NEURONS) {
      for (int b = 0; b < block.shape().batch(); b += CacheBlock.EXAMPLES) {
        forward(memory, block, b, o, n);
      }
    }
  }

  /** From example b and neuron o on, as far as a {@link CacheBlock} goes. */
  private static void forward(WorkingMemory memory, DistanceBlock block, int b, int o, int n) {
    BlockShape shape = block.shape();
    float scale = n < LARGE ? 1 : QUARTER;
    int least = Powers.floor(n, FLOOR);
    int lastExample = Math.min(b + CacheBlock.EXAMPLES, shape.batch()) - 1;
    int neurons = Math.min(CacheBlock.NEURONS, shape.outputs() - o);
    float[] sums = memory.sums;
    for (int neuron = 0; neuron < neurons; neuron++) {
      for (int example = b; example <= lastExample; example += 2) {
        int next = Math.min(example + 1, lastExample);
        sums(memory.lanes, n, scale, least, block, example, next, o + neuron);
        float rest = rest(n, scale, block, example, o + neuron);
        float restNext = rest(n, scale, block, next, o + neuron);
        int at = neuron * CacheBlock.EXAMPLES - b;
        sums[at + example] = Lanes.sum(memory.lanes, 0) + rest;
        sums[at + next] = Lanes.sum(memory.lanes, LENGTH) + restNext;
      }
    }
    Roots.take(sums, n, memory.roots, neurons * CacheBlock.EXAMPLES);
    for (int example = b; example <= lastExample; example++) {
      int pair = block.y().row(example, shape.outputs()) + o;
      for (int neuron = 0; neuron < neurons; neuron++) {
        int at = neuron * CacheBlock.EXAMPLES + example - b;
        block.y().values()[pair + neuron] =
            Powers.isSafe(sums[at])
                ? memory.roots[at] / scale
                : RealPowerDistance.normalized(memory, n, block, example, o + neuron);
      }
    }
  }

  /** Leaves the sums of the lanes of one example, and of another. */
  private static void sums(
      float[] lanes,
      int n,
      float scale,
      int least,
      DistanceBlock block,
      int example,
      int next,
      int neuron) {
    int inputs = block.shape().inputs();
    float[] z = block.z().values();
    float[] w = block.w().values();
    int zRow = block.z().row(example, inputs);
    int zNext = block.z().row(next, inputs);
    int wRow = block.w().row(neuron, inputs);
    IntVector magnitude = IntVector.broadcast(INTS, MAGNITUDE);
    IntVector floor = IntVector.broadcast(INTS, least);
    FloatVector sum0 = FloatVector.zero(FLOATS);
    FloatVector sum1 = FloatVector.zero(FLOATS);
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector weight = FloatVector.fromArray(FLOATS, w, wRow + i);
      FloatVector d0 =
          FloatVector.fromArray(FLOATS, z, zRow + i)
              .sub(weight)
              .mul(scale)
              .reinterpretAsInts()
              .and(magnitude)
              .max(floor)
              .reinterpretAsFloats();
      FloatVector d1 =
          FloatVector.fromArray(FLOATS, z, zNext + i)
              .sub(weight)
              .mul(scale)
              .reinterpretAsInts()
              .and(magnitude)
              .max(floor)
              .reinterpretAsFloats();
      FloatVector power0 = d0;
      FloatVector power1 = d1;
      if (n >= 32) {
        power0 = FLOAT_VECTOR.cast(power0);
        power0 = power0.mul(power0);
        power1 = FLOAT_VECTOR.cast(power1);
        power1 = power1.mul(power1);
        if ((n & 16) != 0) {
          power0 = d0.mul(power0);
          power1 = d1.mul(power1);
        }
      }
      if (n >= 16) {
        power0 = FLOAT_VECTOR.cast(power0);
        power0 = power0.mul(power0);
        power1 = FLOAT_VECTOR.cast(power1);
        power1 = power1.mul(power1);
        if ((n & 8) != 0) {
          power0 = d0.mul(power0);
          power1 = d1.mul(power1);
        }
      }
      if (n >= 8) {
        power0 = FLOAT_VECTOR.cast(power0);
        power0 = power0.mul(power0);
        power1 = FLOAT_VECTOR.cast(power1);
        power1 = power1.mul(power1);
        if ((n & 4) != 0) {
          power0 = d0.mul(power0);
          power1 = d1.mul(power1);
        }
      }
      if (n >= 4) {
        power0 = FLOAT_VECTOR.cast(power0);
        power0 = power0.mul(power0);
        power1 = FLOAT_VECTOR.cast(power1);
        power1 = power1.mul(power1);
        if ((n & 2) != 0) {
          power0 = d0.mul(power0);
          power1 = d1.mul(power1);
        }
      }
      if (n >= 2) {
        power0 = FLOAT_VECTOR.cast(power0);
        power0 = power0.mul(power0);
        power1 = FLOAT_VECTOR.cast(power1);
        power1 = power1.mul(power1);
        if ((n & 1) != 0) {
          power0 = d0.mul(power0);
          power1 = d1.mul(power1);
        }
      }
      sum0 = FLOAT_VECTOR.cast(power0).add(sum0);
      sum1 = FLOAT_VECTOR.cast(power1).add(sum1);
    }
    FLOAT_VECTOR.cast(FloatVector.zero(FLOATS).add(sum0)).intoArray(lanes, 0);
    FLOAT_VECTOR.cast(FloatVector.zero(FLOATS).add(sum1)).intoArray(lanes, LENGTH);
  }

  /** The sum of what whole vectors leave of one pair. */
  private static float rest(int n, float scale, DistanceBlock block, int example, int neuron) {
    int inputs = block.shape().inputs();
    float[] z = block.z().values();
    float[] w = block.w().values();
    int zRow = block.z().row(example, inputs);
    int wRow = block.w().row(neuron, inputs);
    float sum = 0;
    for (int i = FLOATS.loopBound(inputs); i < inputs; i++) {
      sum += Powers.power(Math.abs(z[zRow + i] - w[wRow + i]) * scale, n);
    }
    return sum;
  }
}
