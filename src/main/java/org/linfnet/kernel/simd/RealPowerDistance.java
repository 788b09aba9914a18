package org.linfnet.kernel.simd;

import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.DistanceBlock;

/**
 * {@code (sum_i |z_i - w_i|^p)^(1/p)} for any p of at least 2, in one pass that does not look for a
 * maximum. A sum that overflow or underflow may have touched is taken again as the definition has
 * it, with every difference divided by the largest.
 */
final class RealPowerDistance {

  /** Below this the reciprocal may overflow. */
  private static final float LEAST_DIVISOR = 0x1p-120f;

  private RealPowerDistance() {}

  static void forward(WorkingMemory memory, DistanceBlock block, float p) {
    BlockShape shape = block.shape();
    float[] powers = memory.row(shape.inputs());
    for (int o = 0; o < shape.outputs(); o++) {
      for (int b = 0; b < shape.batch(); b++) {
        RealPowers.fill(powers, 1, p, block, b, o);
        float sum = RealPowers.sum(powers, shape.inputs(), memory.lanes);
        block.y().values()[block.y().row(b, shape.outputs()) + o] =
            Powers.isSafe(sum) ? Powers.root(sum, p) : normalized(memory, p, block, b, o);
      }
    }
  }

  /** One pair's distance with every difference divided by the largest. */
  static float normalized(WorkingMemory memory, float p, DistanceBlock block, int b, int o) {
    float largest = InfinityDistance.ofPair(block, b, o);
    if (largest == 0 || !(largest < Float.POSITIVE_INFINITY)) {
      return largest;
    }
    if (largest < LEAST_DIVISOR) {
      return exactly(largest, p, block, b, o);
    }
    int inputs = block.shape().inputs();
    float[] powers = memory.row(inputs);
    RealPowers.fill(powers, 1 / largest, p, block, b, o);
    return largest * Powers.root(RealPowers.sum(powers, inputs, memory.lanes), p);
  }

  private static float exactly(double largest, float p, DistanceBlock block, int b, int o) {
    int inputs = block.shape().inputs();
    float[] z = block.z().values();
    float[] w = block.w().values();
    int zRow = block.z().row(b, inputs);
    int wRow = block.w().row(o, inputs);
    double sum = 0;
    for (int i = 0; i < inputs; i++) {
      sum += Math.pow(Math.abs(z[zRow + i] - w[wRow + i]) / largest, p);
    }
    return (float) (largest * Math.pow(sum, 1 / (double) p));
  }
}
