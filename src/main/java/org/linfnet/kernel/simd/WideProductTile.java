package org.linfnet.kernel.simd;

import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;

import jdk.incubator.vector.FloatVector;
import org.linfnet.kernel.Matrix;

/**
 * The sums of eight rows and two vectors of columns. They and the terms stay in registers where
 * there are 32: each value of the left matrix is then read for twice the columns of a {@link
 * ProductTile}.
 */
final class WideProductTile {

  private static final int WIDTH = 2 * LENGTH;

  private WideProductTile() {}

  /**
   * Adds products as {@link ProductTile#add} does.
   *
   * @param left the left matrix
   * @param leftAt the index of the first row's first term
   * @param panel the terms of the columns, {@code float[count * 2 * LENGTH]}
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
    FloatVector next0 = FloatVector.fromArray(FLOATS, c, at + 0 * stride + LENGTH);
    FloatVector sum1 = FloatVector.fromArray(FLOATS, c, at + 1 * stride);
    FloatVector next1 = FloatVector.fromArray(FLOATS, c, at + 1 * stride + LENGTH);
    FloatVector sum2 = FloatVector.fromArray(FLOATS, c, at + 2 * stride);
    FloatVector next2 = FloatVector.fromArray(FLOATS, c, at + 2 * stride + LENGTH);
    FloatVector sum3 = FloatVector.fromArray(FLOATS, c, at + 3 * stride);
    FloatVector next3 = FloatVector.fromArray(FLOATS, c, at + 3 * stride + LENGTH);
    FloatVector sum4 = FloatVector.fromArray(FLOATS, c, at + 4 * stride);
    FloatVector next4 = FloatVector.fromArray(FLOATS, c, at + 4 * stride + LENGTH);
    FloatVector sum5 = FloatVector.fromArray(FLOATS, c, at + 5 * stride);
    FloatVector next5 = FloatVector.fromArray(FLOATS, c, at + 5 * stride + LENGTH);
    FloatVector sum6 = FloatVector.fromArray(FLOATS, c, at + 6 * stride);
    FloatVector next6 = FloatVector.fromArray(FLOATS, c, at + 6 * stride + LENGTH);
    FloatVector sum7 = FloatVector.fromArray(FLOATS, c, at + 7 * stride);
    FloatVector next7 = FloatVector.fromArray(FLOATS, c, at + 7 * stride + LENGTH);
    for (int t = 0, step = 0; t < count; t++, step += termStride) {
      FloatVector terms = FloatVector.fromArray(FLOATS, panel, t * WIDTH);
      FloatVector nextTerms = FloatVector.fromArray(FLOATS, panel, t * WIDTH + LENGTH);
      FloatVector value0 = FloatVector.broadcast(FLOATS, a[row0 + step]);
      sum0 = value0.fma(terms, sum0);
      next0 = value0.fma(nextTerms, next0);
      FloatVector value1 = FloatVector.broadcast(FLOATS, a[row1 + step]);
      sum1 = value1.fma(terms, sum1);
      next1 = value1.fma(nextTerms, next1);
      FloatVector value2 = FloatVector.broadcast(FLOATS, a[row2 + step]);
      sum2 = value2.fma(terms, sum2);
      next2 = value2.fma(nextTerms, next2);
      FloatVector value3 = FloatVector.broadcast(FLOATS, a[row3 + step]);
      sum3 = value3.fma(terms, sum3);
      next3 = value3.fma(nextTerms, next3);
      FloatVector value4 = FloatVector.broadcast(FLOATS, a[row4 + step]);
      sum4 = value4.fma(terms, sum4);
      next4 = value4.fma(nextTerms, next4);
      FloatVector value5 = FloatVector.broadcast(FLOATS, a[row5 + step]);
      sum5 = value5.fma(terms, sum5);
      next5 = value5.fma(nextTerms, next5);
      FloatVector value6 = FloatVector.broadcast(FLOATS, a[row6 + step]);
      sum6 = value6.fma(terms, sum6);
      next6 = value6.fma(nextTerms, next6);
      FloatVector value7 = FloatVector.broadcast(FLOATS, a[row7 + step]);
      sum7 = value7.fma(terms, sum7);
      next7 = value7.fma(nextTerms, next7);
    }
    sum0.intoArray(c, at + 0 * stride);
    next0.intoArray(c, at + 0 * stride + LENGTH);
    sum1.intoArray(c, at + 1 * stride);
    next1.intoArray(c, at + 1 * stride + LENGTH);
    sum2.intoArray(c, at + 2 * stride);
    next2.intoArray(c, at + 2 * stride + LENGTH);
    sum3.intoArray(c, at + 3 * stride);
    next3.intoArray(c, at + 3 * stride + LENGTH);
    sum4.intoArray(c, at + 4 * stride);
    next4.intoArray(c, at + 4 * stride + LENGTH);
    sum5.intoArray(c, at + 5 * stride);
    next5.intoArray(c, at + 5 * stride + LENGTH);
    sum6.intoArray(c, at + 6 * stride);
    next6.intoArray(c, at + 6 * stride + LENGTH);
    sum7.intoArray(c, at + 7 * stride);
    next7.intoArray(c, at + 7 * stride + LENGTH);
  }
}
