package org.linfnet.kernel.simd;

import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;

import jdk.incubator.vector.FloatVector;

/**
 * Four rows of w, a vector of each in turn: one address then reaches all four, which leaves
 * registers for the maxima. Inputs past the last full vector stay out.
 */
final class PackedRows {

  static final int COUNT = 4;

  private PackedRows() {}

  static void pack(float[] w, int w0, int w1, int w2, int w3, int inputs, float[] packed) {
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      int at = COUNT * i;
      FloatVector.fromArray(FLOATS, w, w0 + i).intoArray(packed, at);
      FloatVector.fromArray(FLOATS, w, w1 + i).intoArray(packed, at + LENGTH);
      FloatVector.fromArray(FLOATS, w, w2 + i).intoArray(packed, at + 2 * LENGTH);
      FloatVector.fromArray(FLOATS, w, w3 + i).intoArray(packed, at + 3 * LENGTH);
    }
  }
}
