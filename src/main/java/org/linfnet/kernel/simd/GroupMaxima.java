package org.linfnet.kernel.simd;

import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The largest differences between one neuron's weights and the examples of a group, out of
 * contenders alone. Which they are, the smallest of those very maxima says: one is expected, and
 * looked for again where it was too large.
 */
final class GroupMaxima {

  /** What is expected of the next group, or neuron, as a part of what was found last. */
  private static final float CAUTION = 0.9f;

  /** Below this part of what turns out to count an expectation let too many contend. */
  private static final float LOOSE = 0.75f;

  /** Of each example, {@code float[ExampleGroups.SIZE]}. */
  final float[] largest = new float[ExampleGroups.SIZE];

  /** What counts in a group, of each neuron. */
  private float[] expected = new float[0];

  /** Goes to neurons of which nothing is known. */
  void begin(int neurons) {
    if (expected.length < neurons) {
      expected = new float[neurons];
    }
    Arrays.fill(expected, 0, neurons, 0f);
  }

  /**
   * Finds the largest differences, and leaves as contenders the inputs that may hold one of at
   * least {@code cut} of the largest, for any example.
   *
   * @param neuron its number among those that {@link #begin} went to
   */
  void find(
      ExampleGroups groups,
      int group,
      int neuron,
      Contenders contenders,
      float cut,
      float[] w,
      int wRow) {
    float threshold = expected[neuron] * CAUTION;
    float counting = look(groups, group, contenders, threshold, cut, w, wRow);
    if (counting < threshold) {
      threshold = counting;
      counting = look(groups, group, contenders, threshold, cut, w, wRow);
    }
    if (threshold < counting * LOOSE) {
      contenders.take(groups, group, w, wRow, counting);
    }
    expected[neuron] = counting;
    if (group == 0 && neuron + 1 < expected.length) {
      expected[neuron + 1] = counting;
    }
  }

  /**
   * Finds the largest differences among the contenders for a threshold: of all there are, if what
   * is returned is not below the threshold.
   *
   * @return {@code cut} of the smallest of them, 0 where that is no number to go by
   */
  private float look(
      ExampleGroups groups,
      int group,
      Contenders contenders,
      float threshold,
      float cut,
      float[] w,
      int wRow) {
    contenders.take(groups, group, w, wRow, threshold);
    int at = groups.valuesAt(group);
    for (int b = 0; b < ExampleGroups.SIZE; b += LENGTH) {
      fill(b, groups.values, at + b, contenders.inputs, contenders.count, w, wRow);
    }
    int leastBits = Float.floatToRawIntBits(largest[0]);
    for (int b = 1; b < ExampleGroups.SIZE; b++) {
      leastBits = Math.min(leastBits, Float.floatToRawIntBits(largest[b]));
    }
    float least = Float.intBitsToFloat(leastBits);
    return LargePower.isRegular(least) ? least * cut : 0;
  }

  /**
   * For one vector of examples. Four contenders at a time, for the maximum to wait for less, and
   * for a method that the compiler leaves alone: where it is inlined beside others like it, vectors
   * are allocated.
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
