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
 */
final class InfinityRow {

  /** The neurons that share a load of the example. */
  private static final int NEURONS = 4;

  private InfinityRow() {}

  /**
   * Fills the distances of a block of one example.
   *
   * @param largest working memory, {@code int[NEURONS]} or more
   */
  static void forward(DistanceBlock block, int[] largest) {
    int inputs = block.shape().inputs();
    int outputs = block.shape().outputs();
    float[] z = block.z().values();
    float[] w = block.w().values();
    float[] y = block.y().values();
    int zRow = block.z().at();
    int yRow = block.y().at();
    int full = FLOATS.loopBound(inputs);
    for (int o = 0; o < outputs; o += NEURONS) {
      int last = outputs - 1;
      int w0 = block.w().row(o, inputs);
      int w1 = block.w().row(Math.min(o + 1, last), inputs);
      int w2 = block.w().row(Math.min(o + 2, last), inputs);
      int w3 = block.w().row(Math.min(o + 3, last), inputs);
      find(z, zRow, w, w0, w1, w2, w3, full, largest);
      int count = Math.min(NEURONS, outputs - o);
      for (int k = 0; k < count; k++) {
        y[yRow + o + k] =
            raised(largest[k], z, zRow, w, block.w().row(o + k, inputs), full, inputs);
      }
    }
  }

  /** The bits of the largest differences of four neurons, over whole vectors of inputs. */
  private static void find(
      float[] z, int zRow, float[] w, int w0, int w1, int w2, int w3, int full, int[] largest) {
    IntVector magnitude = IntVector.broadcast(INTS, MAGNITUDE);
    IntVector zero = IntVector.zero(INTS);
    IntVector m0 = zero;
    IntVector m1 = zero;
    IntVector m2 = zero;
    IntVector m3 = zero;
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector v = FloatVector.fromArray(FLOATS, z, zRow + i);
      FloatVector u = FloatVector.fromArray(FLOATS, w, w0 + i);
      m0 = v.sub(u).reinterpretAsInts().and(magnitude).max(m0);
      u = FloatVector.fromArray(FLOATS, w, w1 + i);
      m1 = v.sub(u).reinterpretAsInts().and(magnitude).max(m1);
      u = FloatVector.fromArray(FLOATS, w, w2 + i);
      m2 = v.sub(u).reinterpretAsInts().and(magnitude).max(m2);
      u = FloatVector.fromArray(FLOATS, w, w3 + i);
      m3 = v.sub(u).reinterpretAsInts().and(magnitude).max(m3);
    }
    largest[0] = zero.max(m0).reduceLanes(MAX);
    largest[1] = zero.max(m1).reduceLanes(MAX);
    largest[2] = zero.max(m2).reduceLanes(MAX);
    largest[3] = zero.max(m3).reduceLanes(MAX);
  }

  /** The largest difference, after the vectors' share, over the inputs that fill no vector. */
  private static float raised(
      int ofVectors, float[] z, int zRow, float[] w, int wRow, int full, int inputs) {
    int largest = ofVectors;
    for (int i = full; i < inputs; i++) {
      int difference = Float.floatToRawIntBits(z[zRow + i] - w[wRow + i]) & MAGNITUDE;
      largest = Math.max(largest, difference);
    }
    return Float.intBitsToFloat(largest);
  }
}
