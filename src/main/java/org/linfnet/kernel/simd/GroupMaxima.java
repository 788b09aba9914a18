package org.linfnet.kernel.simd;

import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The largest difference between one neuron's weights and each example of a group, found among
 * candidates only. The smallest of these maxima, times the cut, is the threshold of the candidates.
 * It is not known before the maxima are, so a guess is made from the group before; where the guess
 * was too large, the search is repeated with the threshold that was found.
 */
final class GroupMaxima {

  /** The guess for the next group or neuron, as a part of the threshold found last. */
  private static final float CAUTION = 0.9f;

  /** Below this part of the threshold a guess has let too many candidates through. */
  private static final float LOOSE = 0.75f;

  /** The largest difference of each example, {@code float[ExampleGroups.SIZE]}. */
  final float[] largest = new float[ExampleGroups.SIZE];

  /** The threshold found last, of each neuron. */
  private float[] expected = new float[0];

  /** Begins with neurons whose thresholds are not known. */
  void begin(int neurons) {
    if (expected.length < neurons) {
      expected = new float[neurons];
    }
    Arrays.fill(expected, 0, neurons, 0f);
  }

  /**
   * Finds the largest differences, and leaves as candidates the inputs that may hold one of at
   * least {@code cut} of the largest, for any example.
   *
   * @param neuron its number among those since {@link #begin}
   */
  void find(
      ExampleGroups groups,
      int group,
      int neuron,
      CandidateInputs candidates,
      float cut,
      float[] w,
      int wRow) {
    float threshold = expected[neuron] * CAUTION;
    float counting = search(groups, group, candidates, threshold, cut, w, wRow);
    if (counting < threshold) {
      threshold = counting;
      counting = search(groups, group, candidates, threshold, cut, w, wRow);
    }
    if (threshold < counting * LOOSE) {
      candidates.take(groups, group, w, wRow, counting);
    }
    expected[neuron] = counting;
    if (group == 0 && neuron + 1 < expected.length) {
      expected[neuron + 1] = counting;
    }
  }

  /**
   * Finds the largest differences among the candidates of a threshold. They are the largest of all
   * inputs if the result is not below the threshold.
   *
   * @return {@code cut} times the smallest of them; 0 where the smallest is not regular
   */
  private float search(
      ExampleGroups groups,
      int group,
      CandidateInputs candidates,
      float threshold,
      float cut,
      float[] w,
      int wRow) {
    candidates.take(groups, group, w, wRow, threshold);
    int at = groups.valuesAt(group);
    for (int b = 0; b < ExampleGroups.SIZE; b += LENGTH) {
      fill(b, groups.values, at + b, candidates.inputs, candidates.count, w, wRow);
    }
    int leastBits = Float.floatToRawIntBits(largest[0]);
    for (int b = 1; b < ExampleGroups.SIZE; b++) {
      leastBits = Math.min(leastBits, Float.floatToRawIntBits(largest[b]));
    }
    float least = Float.intBitsToFloat(leastBits);
    return LargePower.isRegular(least) ? least * cut : 0;
  }

  /**
   * Finds the maxima of one vector of examples. Four candidates at a time shorten the chain of
   * maxima. They also make the method too large to be inlined: inlined beside others like it, it
   * would allocate vectors.
   */
  private void fill(int b, float[] values, int at, int[] inputs, int count, float[] w, int wRow) {
    IntVector magnitude = IntVector.broadcast(INTS, MAGNITUDE);
    IntVector even = IntVector.zero(INTS);
    IntVector odd = IntVector.zero(INTS);
    int whole = count - count % 4;
    for (int k = 0; k < whole; k += 4) {
      int i0 = inputs[k];
      int i1 = inputs[k + 1];
      int i2 = inputs[k + 2];
      int i3 = inputs[k + 3];
      FloatVector d0 =
          FloatVector.fromArray(FLOATS, values, at + i0 * ExampleGroups.SIZE)
              .sub(FloatVector.broadcast(FLOATS, w[wRow + i0]));
      FloatVector d1 =
          FloatVector.fromArray(FLOATS, values, at + i1 * ExampleGroups.SIZE)
              .sub(FloatVector.broadcast(FLOATS, w[wRow + i1]));
      FloatVector d2 =
          FloatVector.fromArray(FLOATS, values, at + i2 * ExampleGroups.SIZE)
              .sub(FloatVector.broadcast(FLOATS, w[wRow + i2]));
      FloatVector d3 =
          FloatVector.fromArray(FLOATS, values, at + i3 * ExampleGroups.SIZE)
              .sub(FloatVector.broadcast(FLOATS, w[wRow + i3]));
      even = d0.reinterpretAsInts().and(magnitude).max(even);
      odd = d1.reinterpretAsInts().and(magnitude).max(odd);
      even = d2.reinterpretAsInts().and(magnitude).max(even);
      odd = d3.reinterpretAsInts().and(magnitude).max(odd);
    }
    for (int k = whole; k < count; k++) {
      FloatVector d =
          FloatVector.fromArray(FLOATS, values, at + inputs[k] * ExampleGroups.SIZE)
              .sub(FloatVector.broadcast(FLOATS, w[wRow + inputs[k]]));
      even = d.reinterpretAsInts().and(magnitude).max(even);
    }
    IntVector.zero(INTS).max(even).max(odd).reinterpretAsFloats().intoArray(largest, b);
  }
}
