package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.MAX;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.linfnet.kernel.BlockShape;

/** The bounds of the largest difference over a box, two rows of w at a time. */
final class IntervalDistance {

  private static final int TILE = 2;

  private IntervalDistance() {}

  static void bounds(
      BlockShape shape,
      float[] lower,
      float[] upper,
      int zAt,
      float[] w,
      int wAt,
      float[] yLower,
      float[] yUpper,
      int yAt) {
    int inputs = shape.inputs();
    for (int o = 0; o < shape.outputs(); o += TILE) {
      int next = Math.min(o + 1, shape.outputs() - 1);
      for (int b = 0; b < shape.batch(); b++) {
        int row = yAt + b * shape.outputs();
        pairs(
            inputs,
            lower,
            upper,
            zAt + b * inputs,
            w,
            wAt + o * inputs,
            wAt + next * inputs,
            yLower,
            yUpper,
            row + o,
            row + next);
      }
    }
  }

  /**
   * {@code below = lower - w} and {@code above = upper - w}: the end that faces the weight is at
   * max(below, -above), not above 0 when the weight lies in between; as bits, a negative number is
   * a negative integer, so that it never beats the 0 that the maximum starts from.
   */
  private static void pairs(
      int inputs,
      float[] lower,
      float[] upper,
      int zAt,
      float[] w,
      int w0,
      int w1,
      float[] yLower,
      float[] yUpper,
      int y0,
      int y1) {
    IntVector least0 = IntVector.zero(INTS);
    IntVector least1 = IntVector.zero(INTS);
    IntVector most0 = IntVector.zero(INTS);
    IntVector most1 = IntVector.zero(INTS);
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector low = FloatVector.fromArray(FLOATS, lower, zAt + i);
      FloatVector high = FloatVector.fromArray(FLOATS, upper, zAt + i);
      FloatVector weight = FloatVector.fromArray(FLOATS, w, w0 + i);
      IntVector below = low.sub(weight).reinterpretAsInts();
      IntVector above = weight.sub(high).reinterpretAsInts();
      least0 = below.max(above).max(least0);
      most0 = below.and(MAGNITUDE).max(above.and(MAGNITUDE)).max(most0);
      weight = FloatVector.fromArray(FLOATS, w, w1 + i);
      below = low.sub(weight).reinterpretAsInts();
      above = weight.sub(high).reinterpretAsInts();
      least1 = below.max(above).max(least1);
      most1 = below.and(MAGNITUDE).max(above.and(MAGNITUDE)).max(most1);
    }
    int tail = inputs - full;
    yLower[y0] =
        least(
            IntVector.zero(INTS).max(least0).reduceLanes(MAX),
            lower,
            upper,
            zAt + full,
            w,
            w0 + full,
            tail);
    yLower[y1] =
        least(
            IntVector.zero(INTS).max(least1).reduceLanes(MAX),
            lower,
            upper,
            zAt + full,
            w,
            w1 + full,
            tail);
    yUpper[y0] =
        most(
            IntVector.zero(INTS).max(most0).reduceLanes(MAX),
            lower,
            upper,
            zAt + full,
            w,
            w0 + full,
            tail);
    yUpper[y1] =
        most(
            IntVector.zero(INTS).max(most1).reduceLanes(MAX),
            lower,
            upper,
            zAt + full,
            w,
            w1 + full,
            tail);
  }

  private static float least(
      int bits, float[] lower, float[] upper, int zAt, float[] w, int wAt, int inputs) {
    float least = Float.intBitsToFloat(bits);
    for (int i = 0; i < inputs; i++) {
      float weight = w[wAt + i];
      least = Math.max(least, Math.max(lower[zAt + i] - weight, weight - upper[zAt + i]));
    }
    return least;
  }

  private static float most(
      int bits, float[] lower, float[] upper, int zAt, float[] w, int wAt, int inputs) {
    float most = Float.intBitsToFloat(bits);
    for (int i = 0; i < inputs; i++) {
      float weight = w[wAt + i];
      float below = Math.abs(lower[zAt + i] - weight);
      most = Math.max(most, Math.max(below, Math.abs(weight - upper[zAt + i])));
    }
    return most;
  }
}
