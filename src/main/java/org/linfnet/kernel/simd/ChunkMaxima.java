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
   * Three rows of z against three of w.
   *
   * @param packed the rows of w, as {@link PackedRows} leaves them
   * @param maxima the bits of the lanes' maxima, {@code int[9 * stride]}: pair (r, c) from {@code
   *     (3 r + c) * stride} on, a vector for every chunk
   */
  static void tile(
      float[] z, int z0, int z1, int z2, float[] packed, int inputs, int[] maxima, int stride) {
    row(z, z0, packed, inputs, maxima, 0, stride);
    row(z, z1, packed, inputs, maxima, Tile.SIDE * stride, stride);
    row(z, z2, packed, inputs, maxima, 2 * Tile.SIDE * stride, stride);
  }

  /**
   * No vector lives from one chunk to the next, so that none is ever allocated. Vectors past the
   * end are the last one over again.
   */
  private static void row(
      float[] z, int zRow, float[] packed, int inputs, int[] maxima, int first, int stride) {
    IntVector magnitude = IntVector.broadcast(INTS, MAGNITUDE);
    int full = FLOATS.loopBound(inputs);
    int at = first;
    for (int i0 = 0; i0 < full; i0 += INPUTS) {
      int i1 = Math.min(i0 + LENGTH, full - LENGTH);
      int i2 = Math.min(i0 + 2 * LENGTH, full - LENGTH);
      int i3 = Math.min(i0 + 3 * LENGTH, full - LENGTH);
      FloatVector v0 = FloatVector.fromArray(FLOATS, z, zRow + i0);
      FloatVector v1 = FloatVector.fromArray(FLOATS, z, zRow + i1);
      FloatVector v2 = FloatVector.fromArray(FLOATS, z, zRow + i2);
      FloatVector v3 = FloatVector.fromArray(FLOATS, z, zRow + i3);
      int at1 = at + stride;
      int at2 = at1 + stride;
      int w0 = 3 * i0;
      int w1 = 3 * i1;
      int w2 = 3 * i2;
      int w3 = 3 * i3;
      IntVector d00 =
          v0.sub(FloatVector.fromArray(FLOATS, packed, w0)).reinterpretAsInts().and(magnitude);
      IntVector d01 =
          v1.sub(FloatVector.fromArray(FLOATS, packed, w1)).reinterpretAsInts().and(magnitude);
      IntVector d02 =
          v2.sub(FloatVector.fromArray(FLOATS, packed, w2)).reinterpretAsInts().and(magnitude);
      IntVector d03 =
          v3.sub(FloatVector.fromArray(FLOATS, packed, w3)).reinterpretAsInts().and(magnitude);
      d00.max(d01).max(d02.max(d03)).intoArray(maxima, at);
      IntVector d10 =
          v0.sub(FloatVector.fromArray(FLOATS, packed, w0 + LENGTH))
              .reinterpretAsInts()
              .and(magnitude);
      IntVector d11 =
          v1.sub(FloatVector.fromArray(FLOATS, packed, w1 + LENGTH))
              .reinterpretAsInts()
              .and(magnitude);
      IntVector d12 =
          v2.sub(FloatVector.fromArray(FLOATS, packed, w2 + LENGTH))
              .reinterpretAsInts()
              .and(magnitude);
      IntVector d13 =
          v3.sub(FloatVector.fromArray(FLOATS, packed, w3 + LENGTH))
              .reinterpretAsInts()
              .and(magnitude);
      d10.max(d11).max(d12.max(d13)).intoArray(maxima, at1);
      IntVector d20 =
          v0.sub(FloatVector.fromArray(FLOATS, packed, w0 + 2 * LENGTH))
              .reinterpretAsInts()
              .and(magnitude);
      IntVector d21 =
          v1.sub(FloatVector.fromArray(FLOATS, packed, w1 + 2 * LENGTH))
              .reinterpretAsInts()
              .and(magnitude);
      IntVector d22 =
          v2.sub(FloatVector.fromArray(FLOATS, packed, w2 + 2 * LENGTH))
              .reinterpretAsInts()
              .and(magnitude);
      IntVector d23 =
          v3.sub(FloatVector.fromArray(FLOATS, packed, w3 + 2 * LENGTH))
              .reinterpretAsInts()
              .and(magnitude);
      d20.max(d21).max(d22.max(d23)).intoArray(maxima, at2);
      at += LENGTH;
    }
  }
}
