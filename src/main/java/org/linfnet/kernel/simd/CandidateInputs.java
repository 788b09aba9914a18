package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The inputs of one neuron where a difference of some example of a group may reach a threshold.
 *
 * <p>The group's values of input i lie in [lo, hi], so that no difference is larger than {@code
 * max(|hi - w_i|, |lo - w_i|)}. This holds for floats too, because rounding keeps order. In a
 * trained network few inputs pass this test, so the later steps look at those few only.
 */
final class CandidateInputs {

  /** Places past the last candidate that may be written to. Their values mean nothing. */
  private static final int SPARE = 3;

  /** The candidates. The order of two does not depend on the others. */
  int[] inputs = new int[0];

  /** How many there are. */
  int count;

  private final int[] laneBits = new int[LENGTH];

  /**
   * Selects the inputs where a difference of at least {@code threshold} is possible, and those
   * where one may be NaN or infinite.
   *
   * @param threshold not negative
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
   * Selects the candidates of up to 32 vectors: first one bit for each lane of each vector, then
   * the indices, lane by lane. Most lanes have at most three candidates. Three indices are always
   * written, so that no branch depends on the number.
   */
  private void take(
      float[] highest, float[] lowest, int at, float[] w, int wRow, int from, int to, int below) {
    IntVector magnitude = IntVector.broadcast(INTS, MAGNITUDE);
    IntVector limit = IntVector.broadcast(INTS, below);
    IntVector found = IntVector.zero(INTS);
    for (int i = to - LENGTH; i >= from; i -= LENGTH) {
      FloatVector weight = FloatVector.fromArray(FLOATS, w, wRow + i);
      FloatVector above = FloatVector.fromArray(FLOATS, highest, at + i).sub(weight);
      FloatVector under = FloatVector.fromArray(FLOATS, lowest, at + i).sub(weight);
      IntVector farther =
          above.reinterpretAsInts().and(magnitude).max(under.reinterpretAsInts().and(magnitude));
      found = found.add(found).add(limit.sub(farther).lanewise(LSHR, 31));
    }
    IntVector.zero(INTS).or(found).intoArray(laneBits, 0);
    int n = count;
    for (int lane = 0; lane < LENGTH; lane++) {
      int bits = laneBits[lane];
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
