package org.linfnet.kernel.simd;

import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The loop of {@link InfinityDistance} that keeps, for every chunk of inputs, the largest
 * difference that each lane has seen: what is small there need not be looked at again.
 */
final class ChunkMaxima {

  /** The vectors in a chunk. */
  static final int VECTORS = 4;

  /** The inputs in a chunk. */
  static final int INPUTS = VECTORS * LENGTH;

  private ChunkMaxima() {}

  /** The chunks that begin within the full vectors of a row. */
  static int count(int inputs) {
    return (FLOATS.loopBound(inputs) + INPUTS - 1) / INPUTS;
  }

  /**
   * One row of z against one of w. No vector lives from one chunk to the next, and the calls are
   * few enough for the compiler to inline them all: so none is ever allocated. Vectors past the end
   * are the last one over again.
   *
   * @param maxima the bits of the lanes' maxima: from {@code first} on, a vector for every chunk
   */
  static void pair(float[] z, int zRow, float[] w, int wRow, int inputs, int[] maxima, int first) {
    IntVector magnitude = IntVector.broadcast(INTS, MAGNITUDE);
    int full = FLOATS.loopBound(inputs);
    int at = first;
    for (int i0 = 0; i0 < full; i0 += INPUTS) {
      int i1 = Math.min(i0 + LENGTH, full - LENGTH);
      int i2 = Math.min(i0 + 2 * LENGTH, full - LENGTH);
      int i3 = Math.min(i0 + 3 * LENGTH, full - LENGTH);
      FloatVector d0 =
          FloatVector.fromArray(FLOATS, z, zRow + i0)
              .sub(FloatVector.fromArray(FLOATS, w, wRow + i0));
      FloatVector d1 =
          FloatVector.fromArray(FLOATS, z, zRow + i1)
              .sub(FloatVector.fromArray(FLOATS, w, wRow + i1));
      FloatVector d2 =
          FloatVector.fromArray(FLOATS, z, zRow + i2)
              .sub(FloatVector.fromArray(FLOATS, w, wRow + i2));
      FloatVector d3 =
          FloatVector.fromArray(FLOATS, z, zRow + i3)
              .sub(FloatVector.fromArray(FLOATS, w, wRow + i3));
      IntVector m0 = d0.reinterpretAsInts().and(magnitude);
      IntVector m1 = d1.reinterpretAsInts().and(magnitude);
      IntVector m2 = d2.reinterpretAsInts().and(magnitude);
      IntVector m3 = d3.reinterpretAsInts().and(magnitude);
      m0.max(m1).max(m2.max(m3)).intoArray(maxima, at);
      at += LENGTH;
    }
  }
}
