package org.linfnet.kernel.simd;

import static org.linfnet.kernel.simd.Lanes.LENGTH;

import org.linfnet.kernel.Matrix;
import org.linfnet.kernel.ProductBlock;
import org.linfnet.kernel.ProductKernel;

/**
 * Products in vectors of columns. The terms of some columns are copied side by side first, so that
 * a {@link ProductTile} reads them out of a core's first cache, row after row of the left matrix.
 */
final class SimdProducts implements ProductKernel {

  /** The terms that are copied at once. */
  private static final int TERMS = 512;

  private final ThreadLocal<Panel> panels = ThreadLocal.withInitial(Panel::new);

  @Override
  public void add(ProductBlock block) {
    Panel panel = panels.get();
    for (int term = 0; term < block.terms(); term += TERMS) {
      int terms = Math.min(TERMS, block.terms() - term);
      for (int column = 0; column < block.columns(); column += LENGTH) {
        panel.add(block, term, terms, column);
      }
    }
  }

  /** A vector of columns of the right matrix, term by term. One thread's working memory. */
  private static final class Panel {

    private final float[] terms = new float[TERMS * LENGTH];
    private final float[] edge = new float[ProductTile.ROWS * LENGTH];

    void add(ProductBlock block, int term, int count, int column) {
      int width = Math.min(LENGTH, block.columns() - column);
      copy(block.right(), term, count, column, width);
      for (int row = 0; row < block.rows(); row += ProductTile.ROWS) {
        int rows = Math.min(ProductTile.ROWS, block.rows() - row);
        int leftAt = block.left().index(row, term);
        int at = block.result().index(row, column);
        if (rows == ProductTile.ROWS && width == LENGTH) {
          float[] result = block.result().values();
          ProductTile.add(
              block.left(), leftAt, rows, terms, count, result, at, block.result().rowStride());
        } else {
          addEdge(block, leftAt, rows, count, at, width);
        }
      }
    }

    /** Columns that there are not are 0. */
    private void copy(Matrix right, int term, int count, int column, int width) {
      float[] values = right.values();
      int stride = right.columnStride();
      for (int t = 0; t < count; t++) {
        int from = right.index(term + t, column);
        int to = t * LENGTH;
        for (int j = 0; j < width; j++) {
          terms[to + j] = values[from + j * stride];
        }
        for (int j = width; j < LENGTH; j++) {
          terms[to + j] = 0;
        }
      }
    }

    /** A tile of which the result has only a part. */
    private void addEdge(ProductBlock block, int leftAt, int rows, int count, int at, int width) {
      float[] result = block.result().values();
      int stride = block.result().rowStride();
      for (int row = 0; row < rows; row++) {
        System.arraycopy(result, at + row * stride, edge, row * LENGTH, width);
      }
      ProductTile.add(block.left(), leftAt, rows, terms, count, edge, 0, LENGTH);
      for (int row = 0; row < rows; row++) {
        System.arraycopy(edge, row * LENGTH, result, at + row * stride, width);
      }
    }
  }
}
