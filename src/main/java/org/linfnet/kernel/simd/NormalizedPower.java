package org.linfnet.kernel.simd;

import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;

import jdk.incubator.vector.FloatVector;

/**
 * One pair's distance as the definition has it, with every difference divided by the largest: for
 * pairs whose plain sum of powers leaves the range of a float.
 */
final class NormalizedPower {

  /** Below this the reciprocal may overflow. */
  private static final float LEAST_DIVISOR = 0x1p-120f;

  private NormalizedPower() {}

  static float distance(float p, float[] z, int zAt, float[] w, int wAt, int inputs) {
    float largest = InfinityDistance.ofPair(z, zAt, w, wAt, inputs);
    if (!(largest >= LEAST_DIVISOR && largest < Float.POSITIVE_INFINITY)) {
      return exactly(largest, p, z, zAt, w, wAt, inputs);
    }
    float reciprocal = 1 / largest;
    FloatVector sums = FloatVector.zero(FLOATS);
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector difference =
          FloatVector.fromArray(FLOATS, z, zAt + i).sub(FloatVector.fromArray(FLOATS, w, wAt + i));
      sums = sums.add(Powers.exp2(Powers.log2(difference.abs().mul(reciprocal)).mul(p)));
    }
    float sum = Lanes.sum(sums);
    for (int i = full; i < inputs; i++) {
      sum += Powers.exp2(Powers.log2(Math.abs(z[zAt + i] - w[wAt + i]) * reciprocal) * p);
    }
    return largest * Powers.root(sum, p);
  }

  /** For a largest difference of 0, next to it, infinite or NaN. */
  private static float exactly(
      float largest, float p, float[] z, int zAt, float[] w, int wAt, int inputs) {
    if (largest == 0 || !(largest < Float.POSITIVE_INFINITY)) {
      return largest;
    }
    double sum = 0;
    for (int i = 0; i < inputs; i++) {
      sum += Math.pow(Math.abs(z[zAt + i] - w[wAt + i]) / (double) largest, p);
    }
    return (float) (largest * Math.pow(sum, 1 / (double) p));
  }
}
