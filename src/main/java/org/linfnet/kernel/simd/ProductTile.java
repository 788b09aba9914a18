package org.linfnet.kernel.simd;

import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;

import jdk.incubator.vector.FloatVector;
import org.linfnet.kernel.Matrix;

/** The sums of eight rows and one vector of columns, which stay in registers. */
final class ProductTile {

  static final int ROWS = 8;

  private ProductTile() {}

  /**
   * Adds products of the first {@code rows} rows. Where they are fewer than eight, the sums behind
   * them are arbitrary.
   *
   * @param left the left matrix
   * @param leftAt the index of the first row's first term
   * @param panel the terms of the columns, {@code float[count * LENGTH]}
   * @param c the sums, eight rows of them
   */
  static void add(
      Matrix left, int leftAt, int rows, float[] panel, int count, float[] c, int at, int stride) {
    float[] a = left.values();
    int termStride = left.columnStride();
    int row0 = leftAt;
    int row1 = leftAt + Math.min(1, rows - 1) * left.rowStride();
    int row2 = leftAt + Math.min(2, rows - 1) * left.rowStride();
    int row3 = leftAt + Math.min(3, rows - 1) * left.rowStride();
    int row4 = leftAt + Math.min(4, rows - 1) * left.rowStride();
    int row5 = leftAt + Math.min(5, rows - 1) * left.rowStride();
    int row6 = leftAt + Math.min(6, rows - 1) * left.rowStride();
    int row7 = leftAt + Math.min(7, rows - 1) * left.rowStride();
    FloatVector sum0 = FloatVector.fromArray(FLOATS, c, at + 0 * stride);
    FloatVector sum1 = FloatVector.fromArray(FLOATS, c, at + 1 * stride);
    FloatVector sum2 = FloatVector.fromArray(FLOATS, c, at + 2 * stride);
    FloatVector sum3 = FloatVector.fromArray(FLOATS, c, at + 3 * stride);
    FloatVector sum4 = FloatVector.fromArray(FLOATS, c, at + 4 * stride);
    FloatVector sum5 = FloatVector.fromArray(FLOATS, c, at + 5 * stride);
    FloatVector sum6 = FloatVector.fromArray(FLOATS, c, at + 6 * stride);
    FloatVector sum7 = FloatVector.fromArray(FLOATS, c, at + 7 * stride);
    for (int t = 0, step = 0; t < count; t++, step += termStride) {
      FloatVector terms = FloatVector.fromArray(FLOATS, panel, t * LENGTH);
      sum0 = FloatVector.broadcast(FLOATS, a[row0 + step]).fma(terms, sum0);
      sum1 = FloatVector.broadcast(FLOATS, a[row1 + step]).fma(terms, sum1);
      sum2 = FloatVector.broadcast(FLOATS, a[row2 + step]).fma(terms, sum2);
      sum3 = FloatVector.broadcast(FLOATS, a[row3 + step]).fma(terms, sum3);
      sum4 = FloatVector.broadcast(FLOATS, a[row4 + step]).fma(terms, sum4);
      sum5 = FloatVector.broadcast(FLOATS, a[row5 + step]).fma(terms, sum5);
      sum6 = FloatVector.broadcast(FLOATS, a[row6 + step]).fma(terms, sum6);
      sum7 = FloatVector.broadcast(FLOATS, a[row7 + step]).fma(terms, sum7);
    }
    sum0.intoArray(c, at + 0 * stride);
    sum1.intoArray(c, at + 1 * stride);
    sum2.intoArray(c, at + 2 * stride);
    sum3.intoArray(c, at + 3 * stride);
    sum4.intoArray(c, at + 4 * stride);
    sum5.intoArray(c, at + 5 * stride);
    sum6.intoArray(c, at + 6 * stride);
    sum7.intoArray(c, at + 7 * stride);
  }
}
