package org.linfnet.kernel.simd;

import static org.linfnet.kernel.simd.Lanes.FLOATS;
import static org.linfnet.kernel.simd.Lanes.LENGTH;

import jdk.incubator.vector.FloatVector;
import org.linfnet.kernel.Matrix;
import org.linfnet.kernel.ProductBlock;
import org.linfnet.kernel.ProductKernel;

/**
 * Products in vectors of columns. The terms of some columns are copied side by side first, so that
 * a tile reads them out of a core's first cache, row after row of the left matrix.
 */
final class SimdProducts implements ProductKernel {

  /** The values that are copied at once: most of a core's first cache. */
  private static final int VALUES = 1 << 13;

  /** The most columns of a tile. Machines with vectors of 512 bits have 32 registers for them. */
  private static final int COLUMNS = FLOATS.vectorBitSize() == 512 ? 2 * LENGTH : LENGTH;

  private static final int TERMS = VALUES / COLUMNS;

  private final ThreadLocal<Panel> panels = ThreadLocal.withInitial(Panel::new);

  @Override
  public void add(ProductBlock block) {
    Panel panel = panels.get();
    for (int term = 0; term < block.terms(); term += TERMS) {
      int count = Math.min(TERMS, block.terms() - term);
      for (int column = 0; column < block.columns(); column += COLUMNS) {
        panel.copy(block, term, count, column);
        panel.addRows(block, term, column);
      }
    }
  }

  /** The terms of some columns of the right matrix. One thread's working memory. */
  private static final class Panel {

    private final float[] terms = new float[VALUES];
    private final float[] edge = new float[ProductTile.ROWS * COLUMNS];

    /** The terms that there are. */
    private int count;

    /** The columns that there are. */
    private int columns;

    /** Those of the tile: the values of a term. */
    private int width;

    void copy(ProductBlock block, int term, int wanted, int column) {
      count = wanted;
      columns = Math.min(COLUMNS, block.columns() - column);
      width = columns > LENGTH ? COLUMNS : LENGTH;
      if (columns == width && block.right().columnStride() == 1) {
        copyVectors(block.right(), term, column);
      } else {
        copyValues(block.right(), term, column);
      }
    }

    private void copyVectors(Matrix right, int term, int column) {
      for (int t = 0; t < count; t++) {
        int from = right.index(term + t, column);
        for (int j = 0; j < width; j += LENGTH) {
          FloatVector.fromArray(FLOATS, right.values(), from + j).intoArray(terms, t * width + j);
        }
      }
    }

    /** Columns that there are not are 0. */
    private void copyValues(Matrix right, int term, int column) {
      float[] values = right.values();
      int stride = right.columnStride();
      for (int t = 0; t < count; t++) {
        int from = right.index(term + t, column);
        int to = t * width;
        for (int j = 0; j < columns; j++) {
          terms[to + j] = values[from + j * stride];
        }
        for (int j = columns; j < width; j++) {
          terms[to + j] = 0;
        }
      }
    }

    /** Adds the products of all rows of the left matrix with these columns. */
    void addRows(ProductBlock block, int term, int column) {
      Matrix result = block.result();
      for (int row = 0; row < block.rows(); row += ProductTile.ROWS) {
        int rows = Math.min(ProductTile.ROWS, block.rows() - row);
        int leftAt = block.left().index(row, term);
        int at = result.index(row, column);
        if (rows == ProductTile.ROWS && columns == width) {
          addTile(block.left(), leftAt, rows, result.values(), at, result.rowStride());
        } else {
          addEdge(block, leftAt, rows, at);
        }
      }
    }

    /** A tile of which the result has only a part. */
    private void addEdge(ProductBlock block, int leftAt, int rows, int at) {
      float[] result = block.result().values();
      int stride = block.result().rowStride();
      for (int row = 0; row < rows; row++) {
        System.arraycopy(result, at + row * stride, edge, row * width, columns);
      }
      addTile(block.left(), leftAt, rows, edge, 0, width);
      for (int row = 0; row < rows; row++) {
        System.arraycopy(edge, row * width, result, at + row * stride, columns);
      }
    }

    private void addTile(Matrix left, int leftAt, int rows, float[] c, int at, int stride) {
      if (width == LENGTH) {
        ProductTile.add(left, leftAt, rows, terms, count, c, at, stride);
      } else {
        WideProductTile.add(left, leftAt, rows, terms, count, c, at, stride);
      }
    }
  }
}
