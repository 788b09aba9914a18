package org.linfnet.kernel.simd;

import static jdk.incubator.vector.VectorOperators.MAX;
import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.INTS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;
import static org.linfnet.kernel.simd.Lanes.MAGNITUDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import org.linfnet.kernel.BlockShape;

/**
 * The largest differences, four rows of z against four rows of w at a time. Rows past the edge are
 * the last row over again: to compute it twice is harmless.
 */
final class InfinityDistance {

  private static final int TILE = 4;

  private InfinityDistance() {}

  static void forward(
      BlockShape shape, float[] z, int zAt, float[] w, int wAt, float[] y, int yAt) {
    int inputs = shape.inputs();
    int outputs = shape.outputs();
    for (int o = 0; o < outputs; o += TILE) {
      int lastColumn = Math.min(TILE - 1, outputs - 1 - o);
      int w0 = wAt + o * inputs;
      int w1 = w0 + Math.min(1, lastColumn) * inputs;
      int w2 = w0 + Math.min(2, lastColumn) * inputs;
      int w3 = w0 + lastColumn * inputs;
      for (int b = 0; b < shape.batch(); b += TILE) {
        int lastRow = Math.min(TILE - 1, shape.batch() - 1 - b);
        int z0 = zAt + b * inputs;
        int z1 = z0 + Math.min(1, lastRow) * inputs;
        int z2 = z0 + Math.min(2, lastRow) * inputs;
        int z3 = z0 + lastRow * inputs;
        int pair = yAt + b * outputs + o;
        tile(z, z0, z1, z2, z3, w, w0, w1, w2, w3, inputs, y, pair, outputs, lastRow, lastColumn);
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
      int z3,
      float[] w,
      int w0,
      int w1,
      int w2,
      int w3,
      int inputs,
      float[] y,
      int yAt,
      int outputs,
      int lastRow,
      int lastColumn) {
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
    IntVector m20 = zero;
    IntVector m21 = zero;
    IntVector m22 = zero;
    IntVector m23 = zero;
    IntVector m30 = zero;
    IntVector m31 = zero;
    IntVector m32 = zero;
    IntVector m33 = zero;
    int full = FLOATS.loopBound(inputs);
    for (int i = 0; i < full; i += LENGTH) {
      FloatVector v0 = FloatVector.fromArray(FLOATS, z, z0 + i);
      FloatVector v1 = FloatVector.fromArray(FLOATS, z, z1 + i);
      FloatVector v2 = FloatVector.fromArray(FLOATS, z, z2 + i);
      FloatVector v3 = FloatVector.fromArray(FLOATS, z, z3 + i);
      FloatVector u = FloatVector.fromArray(FLOATS, w, w0 + i);
      m00 = v0.sub(u).reinterpretAsInts().and(magnitude).max(m00);
      m10 = v1.sub(u).reinterpretAsInts().and(magnitude).max(m10);
      m20 = v2.sub(u).reinterpretAsInts().and(magnitude).max(m20);
      m30 = v3.sub(u).reinterpretAsInts().and(magnitude).max(m30);
      u = FloatVector.fromArray(FLOATS, w, w1 + i);
      m01 = v0.sub(u).reinterpretAsInts().and(magnitude).max(m01);
      m11 = v1.sub(u).reinterpretAsInts().and(magnitude).max(m11);
      m21 = v2.sub(u).reinterpretAsInts().and(magnitude).max(m21);
      m31 = v3.sub(u).reinterpretAsInts().and(magnitude).max(m31);
      u = FloatVector.fromArray(FLOATS, w, w2 + i);
      m02 = v0.sub(u).reinterpretAsInts().and(magnitude).max(m02);
      m12 = v1.sub(u).reinterpretAsInts().and(magnitude).max(m12);
      m22 = v2.sub(u).reinterpretAsInts().and(magnitude).max(m22);
      m32 = v3.sub(u).reinterpretAsInts().and(magnitude).max(m32);
      u = FloatVector.fromArray(FLOATS, w, w3 + i);
      m03 = v0.sub(u).reinterpretAsInts().and(magnitude).max(m03);
      m13 = v1.sub(u).reinterpretAsInts().and(magnitude).max(m13);
      m23 = v2.sub(u).reinterpretAsInts().and(magnitude).max(m23);
      m33 = v3.sub(u).reinterpretAsInts().and(magnitude).max(m33);
    }
    int y1 = yAt + Math.min(1, lastRow) * outputs;
    int y2 = yAt + Math.min(2, lastRow) * outputs;
    int y3 = yAt + Math.min(3, lastRow) * outputs;
    int o1 = Math.min(1, lastColumn);
    int o2 = Math.min(2, lastColumn);
    int o3 = Math.min(3, lastColumn);
    y[yAt] = Float.intBitsToFloat(zero.max(m00).reduceLanes(MAX));
    y[yAt + o1] = Float.intBitsToFloat(zero.max(m01).reduceLanes(MAX));
    y[yAt + o2] = Float.intBitsToFloat(zero.max(m02).reduceLanes(MAX));
    y[yAt + o3] = Float.intBitsToFloat(zero.max(m03).reduceLanes(MAX));
    y[y1] = Float.intBitsToFloat(zero.max(m10).reduceLanes(MAX));
    y[y1 + o1] = Float.intBitsToFloat(zero.max(m11).reduceLanes(MAX));
    y[y1 + o2] = Float.intBitsToFloat(zero.max(m12).reduceLanes(MAX));
    y[y1 + o3] = Float.intBitsToFloat(zero.max(m13).reduceLanes(MAX));
    y[y2] = Float.intBitsToFloat(zero.max(m20).reduceLanes(MAX));
    y[y2 + o1] = Float.intBitsToFloat(zero.max(m21).reduceLanes(MAX));
    y[y2 + o2] = Float.intBitsToFloat(zero.max(m22).reduceLanes(MAX));
    y[y2 + o3] = Float.intBitsToFloat(zero.max(m23).reduceLanes(MAX));
    y[y3] = Float.intBitsToFloat(zero.max(m30).reduceLanes(MAX));
    y[y3 + o1] = Float.intBitsToFloat(zero.max(m31).reduceLanes(MAX));
    y[y3 + o2] = Float.intBitsToFloat(zero.max(m32).reduceLanes(MAX));
    y[y3 + o3] = Float.intBitsToFloat(zero.max(m33).reduceLanes(MAX));
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
