package org.linfnet.kernel.simd;

import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;

import jdk.incubator.vector.FloatVector;
import org.linfnet.kernel.DistanceBlock;

/**
 * Four rows of w, a vector of each in turn: one address then reaches all four, which leaves
 * registers for the maxima. Inputs past the last full vector stay out.
 */
final class PackedRows {

  static final int COUNT = 4;

  private PackedRows() {}

  /** Packs {@code count} inputs, whole vectors of them, of the rows from o on; the last repeats. */
  static void pack(DistanceBlock block, int o, int from, int count, float[] packed) {
    int inputs = block.shape().inputs();
    int last = block.shape().outputs() - 1;
    float[] w = block.w().values();
    int w0 = block.w().row(o, inputs) + from;
    int w1 = block.w().row(Math.min(o + 1, last), inputs) + from;
    int w2 = block.w().row(Math.min(o + 2, last), inputs) + from;
    int w3 = block.w().row(Math.min(o + 3, last), inputs) + from;
    for (int i = 0; i < count; i += LENGTH) {
      int at = COUNT * i;
      FloatVector.fromArray(FLOATS, w, w0 + i).intoArray(packed, at);
      FloatVector.fromArray(FLOATS, w, w1 + i).intoArray(packed, at + LENGTH);
      FloatVector.fromArray(FLOATS, w, w2 + i).intoArray(packed, at + 2 * LENGTH);
      FloatVector.fromArray(FLOATS, w, w3 + i).intoArray(packed, at + 3 * LENGTH);
    }
  }
}
