package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.MAX;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.linfnet.kernel.BlockShape;

/** The largest differences, a {@link Tile} at a time. */
final class InfinityDistance {

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
    int inputs = shape.inputs();
    int outputs = shape.outputs();
    Tile tile = memory.tile;
    float[] packed = memory.packed(inputs);
    for (int o = 0; o < outputs; o += Tile.SIDE) {
      tile.move(shape, 0, o, zAt, wAt);
      PackedRows.pack(w, tile.wRow(0), tile.wRow(1), tile.wRow(2), inputs, packed);
      for (int b = 0; b < shape.batch(); b += Tile.SIDE) {
        tile.move(shape, b, o, zAt, wAt);
        int pair = yAt + b * outputs + o;
        tile(
            z,
            tile.zRow(0),
            tile.zRow(1),
            tile.zRow(2),
            packed,
            inputs,
            y,
            pair,
            Math.min(1, tile.rows - 1) * outputs,
            (tile.rows - 1) * outputs,
            Math.min(1, tile.columns - 1),
            tile.columns - 1);
      }
    }
    if (FLOATS.loopBound(inputs) < inputs) {
      tail(shape, z, zAt, w, wAt, y, yAt);
    }
  }

  private static void tile(
      float[] z,
      int z0,
      int z1,
      int z2,
      float[] packed,
      int inputs,
      float[] y,
      int yAt,
      int r1,
      int r2,
      int c1,
      int c2) {
    IntVector magnitude = IntVector.broadcast(INTS, MAGNITUDE);
    IntVector zero = IntVector.zero(INTS);
    IntVector m00 = zero;
    IntVector m01 = zero;
    IntVector m02 = zero;
    IntVector m10 = zero;
    IntVector m11 = zero;
    IntVector m12 = zero;
    IntVector m20 = zero;
    IntVector m21 = zero;
    IntVector m22 = zero;
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
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
    y[yAt] = Float.intBitsToFloat(zero.max(m00).reduceLanes(MAX));
    y[yAt + c1] = Float.intBitsToFloat(zero.max(m01).reduceLanes(MAX));
    y[yAt + c2] = Float.intBitsToFloat(zero.max(m02).reduceLanes(MAX));
    y[yAt + r1] = Float.intBitsToFloat(zero.max(m10).reduceLanes(MAX));
    y[yAt + r1 + c1] = Float.intBitsToFloat(zero.max(m11).reduceLanes(MAX));
    y[yAt + r1 + c2] = Float.intBitsToFloat(zero.max(m12).reduceLanes(MAX));
    y[yAt + r2] = Float.intBitsToFloat(zero.max(m20).reduceLanes(MAX));
    y[yAt + r2 + c1] = Float.intBitsToFloat(zero.max(m21).reduceLanes(MAX));
    y[yAt + r2 + c2] = Float.intBitsToFloat(zero.max(m22).reduceLanes(MAX));
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
