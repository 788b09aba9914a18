package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.MAX;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.linfnet.kernel.DistanceBlock;

/**
 * The largest differences between one example and many neurons. The weights are read once, from
 * where they are, and every weight is read once only; so nothing is packed for other examples to
 * share. The example stays in a core's first cache.
 *
 * <p>The speed is that of the cache which holds the weights, and a load of 512 bits that is not
 * aligned takes two of its lines. So a neuron's inputs are read as the first vector and the last,
 * wherever these lie, and aligned vectors between them. Some inputs are read twice, which leaves a
 * maximum as it is.
 */
final class InfinityRow {

  /** The neurons that share a load of the example. */
  static final int NEURONS = 8;

  /**
   * The floats that an array's header would hold. An array of more than half a region begins a
   * region of the heap under G1, so its elements are aligned from there on. Of another array this
   * says nothing, and the loads are as slow as any.
   */
  private static final int HEADER = 16 / Float.BYTES;

  private InfinityRow() {}

  /**
   * Fills the distances of a block of one example.
   *
   * @param lanes working memory, {@code int[NEURONS * LENGTH]} or more
   * @param largest working memory, {@code int[NEURONS]} or more
   */
  static void forward(DistanceBlock block, int[] lanes, int[] largest) {
    int inputs = block.shape().inputs();
    int outputs = block.shape().outputs();
    int whole = inputs < LENGTH ? 0 : outputs - outputs % NEURONS;
    float[] y = block.y().values();
    for (int o = 0; o < whole; o += NEURONS) {
      int row = block.w().row(o, inputs);
      ends(block.z().values(), block.z().at(), block.w().values(), row, inputs, lanes);
      between(block.z().values(), block.z().at(), block.w().values(), row, inputs, lanes, largest);
      for (int k = 0; k < NEURONS; k++) {
        y[block.y().at() + o + k] = Float.intBitsToFloat(largest[k]);
      }
    }
    for (int o = whole; o < outputs; o++) {
      y[block.y().at() + o] = InfinityDistance.ofPair(block, 0, o);
    }
  }

  /** The bits of the differences in the first and the last vector of each neuron. */
  private static void ends(float[] z, int zRow, float[] w, int w0, int inputs, int[] lanes) {
    int last = inputs - LENGTH;
    FloatVector first = FloatVector.fromArray(FLOATS, z, zRow);
    FloatVector end = FloatVector.fromArray(FLOATS, z, zRow + last);
    for (int k = 0; k < NEURONS; k++) {
      int row = w0 + k * inputs;
      IntVector far = bits(first.sub(FloatVector.fromArray(FLOATS, w, row)));
      far.max(bits(end.sub(FloatVector.fromArray(FLOATS, w, row + last))))
          .intoArray(lanes, k * LENGTH);
    }
  }

  private static IntVector bits(FloatVector difference) {
    return difference.reinterpretAsInts().and(MAGNITUDE);
  }

  /**
   * The bits of the largest differences of each neuron, over the aligned vectors and what {@link
   * #ends} found.
   */
  private static void between(
      float[] z, int zRow, float[] w, int w0, int inputs, int[] lanes, int[] largest) {
    IntVector magnitude = IntVector.broadcast(INTS, MAGNITUDE);
    IntVector zero = IntVector.zero(INTS);
    int w1 = w0 + inputs;
    int w2 = w1 + inputs;
    int w3 = w2 + inputs;
    int w4 = w3 + inputs;
    int w5 = w4 + inputs;
    int w6 = w5 + inputs;
    int w7 = w6 + inputs;
    IntVector m0 = IntVector.fromArray(INTS, lanes, 0);
    IntVector m1 = IntVector.fromArray(INTS, lanes, LENGTH);
    IntVector m2 = IntVector.fromArray(INTS, lanes, 2 * LENGTH);
    IntVector m3 = IntVector.fromArray(INTS, lanes, 3 * LENGTH);
    IntVector m4 = IntVector.fromArray(INTS, lanes, 4 * LENGTH);
    IntVector m5 = IntVector.fromArray(INTS, lanes, 5 * LENGTH);
    IntVector m6 = IntVector.fromArray(INTS, lanes, 6 * LENGTH);
    IntVector m7 = IntVector.fromArray(INTS, lanes, 7 * LENGTH);
    int aligned = Math.floorMod(-HEADER - w0, LENGTH);
    for (int i = aligned; i < inputs - LENGTH; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(FLOATS, z, zRow + i);
      FloatVector u = FloatVector.fromArray(FLOATS, w, w0 + i);
      m0 = v.sub(u).reinterpretAsInts().and(magnitude).max(m0);
      u = FloatVector.fromArray(FLOATS, w, w1 + i);
      m1 = v.sub(u).reinterpretAsInts().and(magnitude).max(m1);
      u = FloatVector.fromArray(FLOATS, w, w2 + i);
      m2 = v.sub(u).reinterpretAsInts().and(magnitude).max(m2);
      u = FloatVector.fromArray(FLOATS, w, w3 + i);
      m3 = v.sub(u).reinterpretAsInts().and(magnitude).max(m3);
      u = FloatVector.fromArray(FLOATS, w, w4 + i);
      m4 = v.sub(u).reinterpretAsInts().and(magnitude).max(m4);
      u = FloatVector.fromArray(FLOATS, w, w5 + i);
      m5 = v.sub(u).reinterpretAsInts().and(magnitude).max(m5);
      u = FloatVector.fromArray(FLOATS, w, w6 + i);
      m6 = v.sub(u).reinterpretAsInts().and(magnitude).max(m6);
      u = FloatVector.fromArray(FLOATS, w, w7 + i);
      m7 = v.sub(u).reinterpretAsInts().and(magnitude).max(m7);
    }
    largest[0] = zero.max(m0).reduceLanes(MAX);
    largest[1] = zero.max(m1).reduceLanes(MAX);
    largest[2] = zero.max(m2).reduceLanes(MAX);
    largest[3] = zero.max(m3).reduceLanes(MAX);
    largest[4] = zero.max(m4).reduceLanes(MAX);
    largest[5] = zero.max(m5).reduceLanes(MAX);
    largest[6] = zero.max(m6).reduceLanes(MAX);
    largest[7] = zero.max(m7).reduceLanes(MAX);
  }
}
