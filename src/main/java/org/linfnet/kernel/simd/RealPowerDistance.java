package org.linfnet.kernel.simd;

import org.linfnet.kernel.BlockShape;

/**
 * {@code (sum_i |z_i - w_i|^p)^(1/p)} for any p of at least 2, in one pass that does not look for a
 * maximum. A sum that overflow or underflow may have touched is taken again as the definition has
 * it, with every difference divided by the largest.
 */
final class RealPowerDistance {

  /** Below this the reciprocal may overflow. */
  private static final float LEAST_DIVISOR = 0x1p-120f;

  private RealPowerDistance() {}

  static void forward(
      WorkingMemory memory,
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt) {
    int inputs = shape.inputs();
    float[] powers = memory.row(inputs);
    for (int o = 0; o < shape.outputs(); o++) {
      int wRow = wAt + o * inputs;
      for (int b = 0; b < shape.batch(); b++) {
        int zRow = zAt + b * inputs;
        RealPowers.fill(powers, 1, p, z, zRow, w, wRow, inputs);
        float sum = RealPowers.sum(powers, inputs, memory.lanes);
        y[yAt + b * shape.outputs() + o] =
            Powers.isSafe(sum)
                ? Powers.root(sum, p)
                : normalized(memory, p, z, zRow, w, wRow, inputs);
      }
    }
  }

  /** One pair's distance with every difference divided by the largest. */
  static float normalized(
      WorkingMemory memory, float p, float[] z, int zAt, float[] w, int wAt, int inputs) {
    float largest = InfinityDistance.ofPair(z, zAt, w, wAt, inputs);
    if (largest == 0 || !(largest < Float.POSITIVE_INFINITY)) {
      return largest;
    }
    if (largest < LEAST_DIVISOR) {
      return exactly(largest, p, z, zAt, w, wAt, inputs);
    }
    float[] powers = memory.row(inputs);
    RealPowers.fill(powers, 1 / largest, p, z, zAt, w, wAt, inputs);
    return largest * Powers.root(RealPowers.sum(powers, inputs, memory.lanes), p);
  }

  private static float exactly(
      double largest, float p, float[] z, int zAt, float[] w, int wAt, int inputs) {
    double sum = 0;
    for (int i = 0; i < inputs; i++) {
      sum += Math.pow(Math.abs(z[zAt + i] - w[wAt + i]) / largest, p);
    }
    return (float) (largest * Math.pow(sum, 1 / (double) p));
  }
}
