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
    IntVector magnitude = IntVector.broadcast(INTS, MAGNITUDE);
    IntVector zero = IntVector.zero(INTS);
    int full = FLOATS.loopBound(inputs);
    int at = 0;
    for (int from = 0; from < full; from += INPUTS) {
      int to = Math.min(from + INPUTS, full);
      IntVector m00 = zero;
      IntVector m01 = zero;
      IntVector m02 = zero;
      IntVector m10 = zero;
      IntVector m11 = zero;
      IntVector m12 = zero;
      IntVector m20 = zero;
      IntVector m21 = zero;
      IntVector m22 = zero;
      for (int i = from; i < to; i += LENGTH) {
        int packedAt = 3 * i;
        FloatVector v0 = FloatVector.fromArray(FLOATS, z, z0 + i);
        FloatVector v1 = FloatVector.fromArray(FLOATS, z, z1 + i);
        FloatVector v2 = FloatVector.fromArray(FLOATS, z, z2 + i);
        FloatVector u = FloatVector.fromArray(FLOATS, packed, packedAt);
        m00 = v0.sub(u).reinterpretAsInts().and(magnitude).max(m00);
        m10 = v1.sub(u).reinterpretAsInts().and(magnitude).max(m10);
        m20 = v2.sub(u).reinterpretAsInts().and(magnitude).max(m20);
        u = FloatVector.fromArray(FLOATS, packed, packedAt + LENGTH);
        m01 = v0.sub(u).reinterpretAsInts().and(magnitude).max(m01);
        m11 = v1.sub(u).reinterpretAsInts().and(magnitude).max(m11);
        m21 = v2.sub(u).reinterpretAsInts().and(magnitude).max(m21);
        u = FloatVector.fromArray(FLOATS, packed, packedAt + 2 * LENGTH);
        m02 = v0.sub(u).reinterpretAsInts().and(magnitude).max(m02);
        m12 = v1.sub(u).reinterpretAsInts().and(magnitude).max(m12);
        m22 = v2.sub(u).reinterpretAsInts().and(magnitude).max(m22);
      }
      zero.max(m00).intoArray(maxima, at);
      zero.max(m01).intoArray(maxima, at + stride);
      zero.max(m02).intoArray(maxima, at + 2 * stride);
      zero.max(m10).intoArray(maxima, at + 3 * stride);
      zero.max(m11).intoArray(maxima, at + 4 * stride);
      zero.max(m12).intoArray(maxima, at + 5 * stride);
      zero.max(m20).intoArray(maxima, at + 6 * stride);
      zero.max(m21).intoArray(maxima, at + 7 * stride);
      zero.max(m22).intoArray(maxima, at + 8 * stride);
      at += LENGTH;
    }
  }
}
