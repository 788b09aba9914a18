package org.linfnet.kernel.simd;

import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;

import jdk.incubator.vector.FloatVector;
import org.linfnet.kernel.BlockShape;

/**
 * {@code (sum_i |z_i - w_i|^p)^(1/p)} for any p of at least 2, every term by {@code 2^(p log2 x)},
 * in one pass that does not look for a maximum. A sum that overflow or underflow may have touched
 * is taken again by {@link NormalizedPower}.
 */
final class RealPowerDistance {

  private RealPowerDistance() {}

  static void forward(
      BlockShape shape, float p, float[] z, int zAt, float[] w, int wAt, float[] y, int yAt) {
    int inputs = shape.inputs();
    for (int o = 0; o < shape.outputs(); o++) {
      for (int b = 0; b < shape.batch(); b++) {
        y[yAt + b * shape.outputs() + o] =
            distance(p, z, zAt + b * inputs, w, wAt + o * inputs, inputs);
      }
    }
  }

  private static float distance(float p, float[] z, int zAt, float[] w, int wAt, int inputs) {
    FloatVector sums = FloatVector.zero(FLOATS);
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector difference =
          FloatVector.fromArray(FLOATS, z, zAt + i).sub(FloatVector.fromArray(FLOATS, w, wAt + i));
      sums = sums.add(Powers.exp2(Powers.log2(difference.abs()).mul(p)));
    }
    float sum = Lanes.sum(sums);
    for (int i = full; i < inputs; i++) {
      sum += Powers.exp2(Powers.log2(Math.abs(z[zAt + i] - w[wAt + i])) * p);
    }
    if (Powers.isSafe(sum)) {
      return Powers.root(sum, p);
    }
    return NormalizedPower.distance(p, z, zAt, w, wAt, inputs);
  }
}
