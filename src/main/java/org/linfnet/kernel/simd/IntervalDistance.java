package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.MAX;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.linfnet.kernel.IntervalBlock;

/** The bounds of the largest difference over a box, two rows of w at a time. */
final class IntervalDistance {

  private static final int TILE = 2;

  private IntervalDistance() {}

  static void bounds(IntervalBlock block) {
    for (int o = 0; o < block.shape().outputs(); o += TILE) {
      for (int b = 0; b < block.shape().batch(); b++) {
        pairs(block, b, o);
      }
    }
  }

  /**
   * {@code below = lower - w} and {@code above = upper - w}: the end that faces the weight is at
   * max(below, -above), not above 0 when the weight lies in between; as bits, a negative number is
   * a negative integer, so that it never beats the 0 that the maximum starts from.
   */
  private static void pairs(IntervalBlock block, int b, int o) {
    int inputs = block.shape().inputs();
    int outputs = block.shape().outputs();
    int next = Math.min(o + 1, outputs - 1);
    float[] lower = block.lower().values();
    float[] upper = block.upper().values();
    float[] w = block.w().values();
    int lowerRow = block.lower().row(b, inputs);
    int upperRow = block.upper().row(b, inputs);
    int w0 = block.w().row(o, inputs);
    int w1 = block.w().row(next, inputs);
    IntVector least0 = IntVector.zero(INTS);
    IntVector least1 = IntVector.zero(INTS);
    IntVector most0 = IntVector.zero(INTS);
    IntVector most1 = IntVector.zero(INTS);
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector low = FloatVector.fromArray(FLOATS, lower, lowerRow + i);
      FloatVector high = FloatVector.fromArray(FLOATS, upper, upperRow + i);
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
    int bits0 = IntVector.zero(INTS).max(least0).reduceLanes(MAX);
    int bits1 = IntVector.zero(INTS).max(least1).reduceLanes(MAX);
    float[] yLower = block.yLower().values();
    int yLowerRow = block.yLower().row(b, outputs);
    yLower[yLowerRow + o] = least(bits0, lower, lowerRow, upper, upperRow, w, w0, full, inputs);
    yLower[yLowerRow + next] = least(bits1, lower, lowerRow, upper, upperRow, w, w1, full, inputs);
    bits0 = IntVector.zero(INTS).max(most0).reduceLanes(MAX);
    bits1 = IntVector.zero(INTS).max(most1).reduceLanes(MAX);
    float[] yUpper = block.yUpper().values();
    int yUpperRow = block.yUpper().row(b, outputs);
    yUpper[yUpperRow + o] = most(bits0, lower, lowerRow, upper, upperRow, w, w0, full, inputs);
    yUpper[yUpperRow + next] = most(bits1, lower, lowerRow, upper, upperRow, w, w1, full, inputs);
  }

  /** The lower bound, after the vectors' share, over the inputs that fill no vector. */
  private static float least(
      int ofVectors,
      float[] lower,
      int lowerRow,
      float[] upper,
      int upperRow,
      float[] w,
      int wRow,
      int from,
      int inputs) {
    float least = Float.intBitsToFloat(ofVectors);
    for (int i = from; i < inputs; i++) {
      float weight = w[wRow + i];
      least = Math.max(least, Math.max(lower[lowerRow + i] - weight, weight - upper[upperRow + i]));
    }
    return least;
  }

  /** The upper bound, after the vectors' share, over the inputs that fill no vector. */
  private static float most(
      int ofVectors,
      float[] lower,
      int lowerRow,
      float[] upper,
      int upperRow,
      float[] w,
      int wRow,
      int from,
      int inputs) {
    float most = Float.intBitsToFloat(ofVectors);
    for (int i = from; i < inputs; i++) {
      float weight = w[wRow + i];
      float below = Math.abs(lower[lowerRow + i] - weight);
      most = Math.max(most, Math.max(below, Math.abs(weight - upper[upperRow + i])));
    }
    return most;
  }
}
