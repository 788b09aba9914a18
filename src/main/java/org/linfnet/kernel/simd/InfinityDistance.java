package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.MAX;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.linfnet.kernel.BlockShape;

/**
 * The largest differences, in tiles of two examples and four neurons. What is past the edge is the
 * last example or neuron over again: to compute it twice is harmless.
 */
final class InfinityDistance {

  /** So many inputs of four neurons stay in a core's first cache. */
  private static final int CHUNK = 1024;

  private InfinityDistance() {}

  static void forward(
      WorkingMemory memory,
      BlockShape shape,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt) {
    Arrays.fill(y, yAt, yAt + shape.batch() * shape.outputs(), 0);
    int full = FLOATS.loopBound(shape.inputs());
    for (int from = 0; from < full; from += CHUNK) {
      forward(memory, shape, from, Math.min(CHUNK, full - from), z, zAt, w, wAt, y, yAt);
    }
    if (full < shape.inputs()) {
      tail(shape, z, zAt, w, wAt, y, yAt);
    }
  }

  /** Raises the distances to the largest differences of so many inputs, whole vectors of them. */
  private static void forward(
      WorkingMemory memory,
      BlockShape shape,
      int from,
      int count,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt) {
    int inputs = shape.inputs();
    int outputs = shape.outputs();
    float[] packed = memory.packed(count);
    for (int o = 0; o < outputs; o += PackedRows.COUNT) {
      int c1 = Math.min(o + 1, outputs - 1);
      int c2 = Math.min(o + 2, outputs - 1);
      int c3 = Math.min(o + 3, outputs - 1);
      int wFrom = wAt + from;
      PackedRows.pack(
          w,
          wFrom + o * inputs,
          wFrom + c1 * inputs,
          wFrom + c2 * inputs,
          wFrom + c3 * inputs,
          count,
          packed);
      for (int b = 0; b < shape.batch(); b += 2) {
        int next = Math.min(b + 1, shape.batch() - 1);
        int zRow = zAt + b * inputs + from;
        int zNext = zAt + next * inputs + from;
        int yRow = yAt + b * outputs;
        int yNext = yAt + next * outputs;
        tile(z, zRow, zNext, packed, count, y, yRow, yNext, o, c1, c2, c3);
      }
    }
  }

  private static void tile(
      float[] z,
      int zRow,
      int zNext,
      float[] packed,
      int count,
      float[] y,
      int yRow,
      int yNext,
      int c0,
      int c1,
      int c2,
      int c3) {
    IntVector magnitude = IntVector.broadcast(INTS, MAGNITUDE);
    IntVector zero = IntVector.zero(INTS);
    IntVector m00 = zero;
    IntVector m01 = zero;
    IntVector m02 = zero;
    IntVector m03 = zero;
    IntVector m10 = zero;
    IntVector m11 = zero;
    IntVector m12 = zero;
    IntVector m13 = zero;
    for (int i = 0; i < count; i += LENGTH) {
      int packedAt = PackedRows.COUNT * i;
      FloatVector v0 = FloatVector.fromArray(FLOATS, z, zRow + i);
      FloatVector v1 = FloatVector.fromArray(FLOATS, z, zNext + i);
      FloatVector u = FloatVector.fromArray(FLOATS, packed, packedAt);
      m00 = v0.sub(u).reinterpretAsInts().and(magnitude).max(m00);
      m10 = v1.sub(u).reinterpretAsInts().and(magnitude).max(m10);
      u = FloatVector.fromArray(FLOATS, packed, packedAt + LENGTH);
      m01 = v0.sub(u).reinterpretAsInts().and(magnitude).max(m01);
      m11 = v1.sub(u).reinterpretAsInts().and(magnitude).max(m11);
      u = FloatVector.fromArray(FLOATS, packed, packedAt + 2 * LENGTH);
      m02 = v0.sub(u).reinterpretAsInts().and(magnitude).max(m02);
      m12 = v1.sub(u).reinterpretAsInts().and(magnitude).max(m12);
      u = FloatVector.fromArray(FLOATS, packed, packedAt + 3 * LENGTH);
      m03 = v0.sub(u).reinterpretAsInts().and(magnitude).max(m03);
      m13 = v1.sub(u).reinterpretAsInts().and(magnitude).max(m13);
    }
    raise(y, yRow + c0, zero.max(m00).reduceLanes(MAX));
    raise(y, yRow + c1, zero.max(m01).reduceLanes(MAX));
    raise(y, yRow + c2, zero.max(m02).reduceLanes(MAX));
    raise(y, yRow + c3, zero.max(m03).reduceLanes(MAX));
    raise(y, yNext + c0, zero.max(m10).reduceLanes(MAX));
    raise(y, yNext + c1, zero.max(m11).reduceLanes(MAX));
    raise(y, yNext + c2, zero.max(m12).reduceLanes(MAX));
    raise(y, yNext + c3, zero.max(m13).reduceLanes(MAX));
  }

  private static void raise(float[] y, int at, int bits) {
    y[at] = Math.max(y[at], Float.intBitsToFloat(bits));
  }

  private static void tail(
      BlockShape shape, float[] z, int zAt, float[] w, int wAt, float[] y, int yAt) {
    int inputs = shape.inputs();
    for (int b = 0; b < shape.batch(); b++) {
      for (int o = 0; o < shape.outputs(); o++) {
        int pair = yAt + b * shape.outputs() + o;
        y[pair] = largest(y[pair], z, zAt + b * inputs, w, wAt + o * inputs, inputs);
      }
    }
  }

  /** The largest difference, after the vectors' share, over the inputs that fill no vector. */
  static float largest(float ofVectors, float[] z, int zAt, float[] w, int wAt, int inputs) {
    int largest = Float.floatToRawIntBits(ofVectors);
    for (int i = FLOATS.loopBound(inputs); i < inputs; i++) {
      int difference = Float.floatToRawIntBits(z[zAt + i] - w[wAt + i]) & MAGNITUDE;
      largest = Math.max(largest, difference);
    }
    return Float.intBitsToFloat(largest);
  }

  /** The largest difference of one pair. */
  static float ofPair(float[] z, int zAt, float[] w, int wAt, int inputs) {
    IntVector largest = IntVector.zero(INTS);
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector difference =
          FloatVector.fromArray(FLOATS, z, zAt + i).sub(FloatVector.fromArray(FLOATS, w, wAt + i));
      largest = difference.abs().reinterpretAsInts().max(largest);
    }
    return largest(
        Float.intBitsToFloat(IntVector.zero(INTS).max(largest).reduceLanes(MAX)),
        z,
        zAt,
        w,
        wAt,
        inputs);
  }
}
