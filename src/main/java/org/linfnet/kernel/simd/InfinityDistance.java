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
 * The largest differences: of whole vectors of inputs by {@link InfinityTile}, then of the rest.
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
      int columns = Math.min(PackedRows.COUNT, outputs - o);
      InfinityTile.raise(shape, columns, count, z, zAt + from, packed, memory.largest, y, yAt + o);
    }
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
