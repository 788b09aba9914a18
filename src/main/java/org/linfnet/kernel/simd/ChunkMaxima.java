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

  /** The inputs in a chunk, one for every bit of a long. */
  static final int INPUTS = Long.SIZE;

  /** The vectors in a chunk. */
  static final int VECTORS = INPUTS / LENGTH;

  private ChunkMaxima() {}

  /** The chunks that begin within the full vectors of a row. */
  static int count(int inputs) {
    return (FLOATS.loopBound(inputs) + INPUTS - 1) / INPUTS;
  }

  /**
   * Four rows of z against four of w.
   *
   * @param maxima the bits of the lanes' maxima, {@code int[16 * stride]}: pair (r, c) from {@code
   *     (4 r + c) * stride} on, a vector for every chunk
   */
  static void tile(
      float[] z,
      int z0,
      int z1,
      int z2,
      int z3,
      float[] w,
      int w0,
      int w1,
      int w2,
      int w3,
      int inputs,
      int[] maxima,
      int stride) {
    int full = FLOATS.loopBound(inputs);
    int at = 0;
    for (int from = 0; from < full; from += INPUTS) {
      int to = Math.min(from + INPUTS, full);
      chunk(z, z0, z1, z2, z3, w, w0, w1, w2, w3, from, to, maxima, at, stride);
      at += LENGTH;
    }
  }

  private static void chunk(
      float[] z,
      int z0,
      int z1,
      int z2,
      int z3,
      float[] w,
      int w0,
      int w1,
      int w2,
      int w3,
      int from,
      int to,
      int[] maxima,
      int at,
      int stride) {
    IntVector m00 = IntVector.zero(INTS);
    IntVector m01 = IntVector.zero(INTS);
    IntVector m02 = IntVector.zero(INTS);
    IntVector m03 = IntVector.zero(INTS);
    IntVector m10 = IntVector.zero(INTS);
    IntVector m11 = IntVector.zero(INTS);
    IntVector m12 = IntVector.zero(INTS);
    IntVector m13 = IntVector.zero(INTS);
    IntVector m20 = IntVector.zero(INTS);
    IntVector m21 = IntVector.zero(INTS);
    IntVector m22 = IntVector.zero(INTS);
    IntVector m23 = IntVector.zero(INTS);
    IntVector m30 = IntVector.zero(INTS);
    IntVector m31 = IntVector.zero(INTS);
    IntVector m32 = IntVector.zero(INTS);
    IntVector m33 = IntVector.zero(INTS);
    for (int i = from; i < to; i += LENGTH) {
      FloatVector v0 = FloatVector.fromArray(FLOATS, z, z0 + i);
      FloatVector v1 = FloatVector.fromArray(FLOATS, z, z1 + i);
      FloatVector v2 = FloatVector.fromArray(FLOATS, z, z2 + i);
      FloatVector v3 = FloatVector.fromArray(FLOATS, z, z3 + i);
      FloatVector u = FloatVector.fromArray(FLOATS, w, w0 + i);
      m00 = m00.max(v0.sub(u).reinterpretAsInts().and(MAGNITUDE));
      m10 = m10.max(v1.sub(u).reinterpretAsInts().and(MAGNITUDE));
      m20 = m20.max(v2.sub(u).reinterpretAsInts().and(MAGNITUDE));
      m30 = m30.max(v3.sub(u).reinterpretAsInts().and(MAGNITUDE));
      u = FloatVector.fromArray(FLOATS, w, w1 + i);
      m01 = m01.max(v0.sub(u).reinterpretAsInts().and(MAGNITUDE));
      m11 = m11.max(v1.sub(u).reinterpretAsInts().and(MAGNITUDE));
      m21 = m21.max(v2.sub(u).reinterpretAsInts().and(MAGNITUDE));
      m31 = m31.max(v3.sub(u).reinterpretAsInts().and(MAGNITUDE));
      u = FloatVector.fromArray(FLOATS, w, w2 + i);
      m02 = m02.max(v0.sub(u).reinterpretAsInts().and(MAGNITUDE));
      m12 = m12.max(v1.sub(u).reinterpretAsInts().and(MAGNITUDE));
      m22 = m22.max(v2.sub(u).reinterpretAsInts().and(MAGNITUDE));
      m32 = m32.max(v3.sub(u).reinterpretAsInts().and(MAGNITUDE));
      u = FloatVector.fromArray(FLOATS, w, w3 + i);
      m03 = m03.max(v0.sub(u).reinterpretAsInts().and(MAGNITUDE));
      m13 = m13.max(v1.sub(u).reinterpretAsInts().and(MAGNITUDE));
      m23 = m23.max(v2.sub(u).reinterpretAsInts().and(MAGNITUDE));
      m33 = m33.max(v3.sub(u).reinterpretAsInts().and(MAGNITUDE));
    }
    m00.intoArray(maxima, at);
    m01.intoArray(maxima, stride + at);
    m02.intoArray(maxima, 2 * stride + at);
    m03.intoArray(maxima, 3 * stride + at);
    m10.intoArray(maxima, 4 * stride + at);
    m11.intoArray(maxima, 5 * stride + at);
    m12.intoArray(maxima, 6 * stride + at);
    m13.intoArray(maxima, 7 * stride + at);
    m20.intoArray(maxima, 8 * stride + at);
    m21.intoArray(maxima, 9 * stride + at);
    m22.intoArray(maxima, 10 * stride + at);
    m23.intoArray(maxima, 11 * stride + at);
    m30.intoArray(maxima, 12 * stride + at);
    m31.intoArray(maxima, 13 * stride + at);
    m32.intoArray(maxima, 14 * stride + at);
    m33.intoArray(maxima, 15 * stride + at);
  }
}
