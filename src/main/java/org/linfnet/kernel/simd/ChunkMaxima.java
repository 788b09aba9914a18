package org.linfnet.kernel.simd;

import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;

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
   * Two rows of z against four of w.
   *
   * @param maxima the bits of the lanes' maxima, {@code int[8 * stride]}: pair (r, c) from {@code
   *     (4 r + c) * stride} on, a vector for every chunk
   */
  static void tile(
      float[] z,
      int z0,
      int z1,
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
      chunk(z, z0, z1, w, w0, w1, w2, w3, from, to, maxima, at, stride);
      at += LENGTH;
    }
  }

  private static void chunk(
      float[] z,
      int z0,
      int z1,
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
    for (int i = from; i < to; i += LENGTH) {
      FloatVector v0 = FloatVector.fromArray(FLOATS, z, z0 + i);
      FloatVector v1 = FloatVector.fromArray(FLOATS, z, z1 + i);
      FloatVector u = FloatVector.fromArray(FLOATS, w, w0 + i);
      m00 = m00.max(v0.sub(u).abs().reinterpretAsInts());
      m10 = m10.max(v1.sub(u).abs().reinterpretAsInts());
      u = FloatVector.fromArray(FLOATS, w, w1 + i);
      m01 = m01.max(v0.sub(u).abs().reinterpretAsInts());
      m11 = m11.max(v1.sub(u).abs().reinterpretAsInts());
      u = FloatVector.fromArray(FLOATS, w, w2 + i);
      m02 = m02.max(v0.sub(u).abs().reinterpretAsInts());
      m12 = m12.max(v1.sub(u).abs().reinterpretAsInts());
      u = FloatVector.fromArray(FLOATS, w, w3 + i);
      m03 = m03.max(v0.sub(u).abs().reinterpretAsInts());
      m13 = m13.max(v1.sub(u).abs().reinterpretAsInts());
    }
    m00.intoArray(maxima, at);
    m01.intoArray(maxima, at + stride);
    m02.intoArray(maxima, at + 2 * stride);
    m03.intoArray(maxima, at + 3 * stride);
    m10.intoArray(maxima, at + 4 * stride);
    m11.intoArray(maxima, at + 5 * stride);
    m12.intoArray(maxima, at + 6 * stride);
    m13.intoArray(maxima, at + 7 * stride);
  }
}
