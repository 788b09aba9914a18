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
import org.linfnet.kernel.DistanceBlock;
import org.linfnet.kernel.Rows;

/**
 * The largest differences: of whole vectors of inputs by {@link InfinityTile}, then of the rest.
 */
final class InfinityDistance {

  /** So many inputs of four neurons stay in a core's first cache. */
  private static final int CHUNK = 1024;

  private InfinityDistance() {}

  static void forward(WorkingMemory memory, DistanceBlock block) {
    BlockShape shape = block.shape();
    Rows y = block.y();
    Arrays.fill(y.values(), y.at(), y.row(shape.batch(), shape.outputs()), 0);
    int full = FLOATS.loopBound(shape.inputs());
    for (int from = 0; from < full; from += CHUNK) {
      forward(memory, block, from, Math.min(CHUNK, full - from));
    }
    if (full < shape.inputs()) {
      tail(block);
    }
  }

  /** Raises the distances to the largest differences of so many inputs, whole vectors of them. */
  private static void forward(WorkingMemory memory, DistanceBlock block, int from, int count) {
    int outputs = block.shape().outputs();
    float[] packed = memory.packed(count);
    for (int o = 0; o < outputs; o += PackedRows.COUNT) {
      PackedRows.pack(block, o, from, count, packed);
      int columns = Math.min(PackedRows.COUNT, outputs - o);
      InfinityTile.raise(block, o, columns, from, count, packed, memory.largest);
    }
  }

  private static void tail(DistanceBlock block) {
    BlockShape shape = block.shape();
    int inputs = shape.inputs();
    float[] z = block.z().values();
    float[] w = block.w().values();
    float[] y = block.y().values();
    for (int b = 0; b < shape.batch(); b++) {
      int zRow = block.z().row(b, inputs);
      int yRow = block.y().row(b, shape.outputs());
      for (int o = 0; o < shape.outputs(); o++) {
        int wRow = block.w().row(o, inputs);
        y[yRow + o] = largest(y[yRow + o], z, zRow, w, wRow, inputs);
      }
    }
  }

  /** The largest difference, after the vectors' share, over the inputs that fill no vector. */
  private static float largest(
      float ofVectors, float[] z, int zRow, float[] w, int wRow, int inputs) {
    int largest = Float.floatToRawIntBits(ofVectors);
    for (int i = FLOATS.loopBound(inputs); i < inputs; i++) {
      int difference = Float.floatToRawIntBits(z[zRow + i] - w[wRow + i]) & MAGNITUDE;
      largest = Math.max(largest, difference);
    }
    return Float.intBitsToFloat(largest);
  }

  /** The largest difference of one pair. */
  static float ofPair(DistanceBlock block, int b, int o) {
    int inputs = block.shape().inputs();
    float[] z = block.z().values();
    float[] w = block.w().values();
    int zRow = block.z().row(b, inputs);
    int wRow = block.w().row(o, inputs);
    IntVector largest = IntVector.zero(INTS);
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector difference =
          FloatVector.fromArray(FLOATS, z, zRow + i)
              .sub(FloatVector.fromArray(FLOATS, w, wRow + i));
      largest = difference.abs().reinterpretAsInts().max(largest);
    }
    return largest(
        Float.intBitsToFloat(IntVector.zero(INTS).max(largest).reduceLanes(MAX)),
        z,
        zRow,
        w,
        wRow,
        inputs);
  }
}
