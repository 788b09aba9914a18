package org.linfnet.kernel.simd;

import org.linfnet.kernel.BlockShape;

/** Which terms count at a large p, and the tiles in which they are looked for. */
final class LargePower {

  static final int ROWS = 2;
  static final int COLUMNS = 3;

  /** Below this a reciprocal, or the difference that a cut allows, leaves the range of a float. */
  private static final float LEAST_REFERENCE = 0x1p-100f;

  private LargePower() {}

  static void look(
      Survivors survivors, BlockShape shape, int b, int o, float[] z, int zAt, float[] w, int wAt) {
    int inputs = shape.inputs();
    int lastRow = Math.min(ROWS - 1, shape.batch() - 1 - b);
    int lastColumn = Math.min(COLUMNS - 1, shape.outputs() - 1 - o);
    int z0 = zAt + b * inputs;
    int w0 = wAt + o * inputs;
    survivors.look(
        z,
        z0,
        z0 + lastRow * inputs,
        w,
        w0,
        w0 + Math.min(1, lastColumn) * inputs,
        w0 + lastColumn * inputs,
        inputs);
  }

  static boolean isRegular(float reference) {
    return reference >= LEAST_REFERENCE && reference < Float.POSITIVE_INFINITY;
  }

  /**
   * The part of the largest difference below which a term does not count: {@code inputs} terms of
   * 2^-(21 + log2 inputs) of the largest are less than 2^-21 of the sum; never above 2^-26.
   */
  static float cut(float p, int inputs) {
    int bits = Math.max(26, 21 + Integer.SIZE - Integer.numberOfLeadingZeros(inputs - 1));
    return (float) Math.pow(2, -bits / (double) p);
  }
}
