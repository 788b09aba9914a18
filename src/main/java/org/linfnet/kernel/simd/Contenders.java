package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The inputs of one neuron where some example of a group may differ from the weight by as much as
 * counts: with the group's values of input i in [lo, hi] no difference is larger than {@code
 * max(|hi - w_i|, |lo - w_i|)}, in floats as well, for rounding keeps order. In a trained network
 * few inputs can, and what is looked for in them alone is found.
 */
final class Contenders {

  /** What is written past the last contender and means nothing. */
  private static final int SPARE = 3;

  /** The contenders. Which of two comes first does not depend on the others. */
  int[] inputs = new int[0];

  /** How many there are. */
  int count;

  private final int[] hits = new int[LENGTH];

  /**
   * Takes the inputs where a difference of at least {@code threshold}, not negative, is possible.
   * Where it may be NaN or infinite, it is.
   */
  void take(ExampleGroups groups, int group, float[] w, int wRow, float threshold) {
    float[] highest = groups.highest;
    float[] lowest = groups.lowest;
    int at = groups.boundsAt(group);
    int length = groups.inputs();
    if (inputs.length < length + SPARE) {
      inputs = new int[length + SPARE];
    }
    count = 0;
    int below = Float.floatToRawIntBits(threshold) - 1;
    int full = FLOATS.loopBound(length);
    for (int from = 0; from < full; from += Integer.SIZE * LENGTH) {
      take(highest, lowest, at, w, wRow, from, Math.min(from + Integer.SIZE * LENGTH, full), below);
    }
    for (int i = full; i < length; i++) {
      int above = Float.floatToRawIntBits(highest[at + i] - w[wRow + i]) & MAGNITUDE;
      int under = Float.floatToRawIntBits(lowest[at + i] - w[wRow + i]) & MAGNITUDE;
      inputs[count] = i;
      count += (below - Math.max(above, under)) >>> 31;
    }
  }

  /**
   * Takes what contends of up to 32 vectors: one bit for each and every lane, then lane by lane.
   * Most lanes have few hits: three are written whether they are there or not, which takes no
   * branch that a processor could guess wrong.
   */
  private void take(
      float[] highest, float[] lowest, int at, float[] w, int wRow, int from, int to, int below) {
    IntVector magnitude = IntVector.broadcast(INTS, MAGNITUDE);
    IntVector limit = IntVector.broadcast(INTS, below);
    IntVector hit = IntVector.zero(INTS);
    for (int i = to - LENGTH; i >= from; i -= LENGTH) {
      FloatVector weight = FloatVector.fromArray(FLOATS, w, wRow + i);
      FloatVector above = FloatVector.fromArray(FLOATS, highest, at + i).sub(weight);
      FloatVector under = FloatVector.fromArray(FLOATS, lowest, at + i).sub(weight);
      IntVector farther =
          above.reinterpretAsInts().and(magnitude).max(under.reinterpretAsInts().and(magnitude));
      hit = hit.add(hit).add(limit.sub(farther).lanewise(LSHR, 31));
    }
    IntVector.zero(INTS).or(hit).intoArray(hits, 0);
    int n = count;
    for (int lane = 0; lane < LENGTH; lane++) {
      int bits = hits[lane];
      int first = from + lane;
      int end = n + Integer.bitCount(bits);
      inputs[n] = first + Integer.numberOfTrailingZeros(bits) * LENGTH;
      bits &= bits - 1;
      inputs[n + 1] = first + Integer.numberOfTrailingZeros(bits) * LENGTH;
      bits &= bits - 1;
      inputs[n + 2] = first + Integer.numberOfTrailingZeros(bits) * LENGTH;
      bits &= bits - 1;
      n += 3;
      while (bits != 0) {
        inputs[n] = first + Integer.numberOfTrailingZeros(bits) * LENGTH;
        n++;
        bits &= bits - 1;
      }
      n = end;
    }
    count = n;
  }
}
