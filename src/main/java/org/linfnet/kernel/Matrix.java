package org.linfnet.kernel;

/**
 * A matrix that lies in a flat array in even steps: element (i, j) is {@code values[at + i *
 * rowStride + j * columnStride]}. How many rows and columns it has, the {@link ProductBlock} around
 * it says.
 *
 * @param values the array
 * @param at the index of the element (0, 0)
 * @param rowStride from a row to the next
 * @param columnStride from a column to the next
 */
public record Matrix(float[] values, int at, int rowStride, int columnStride) {

  /** A row-major matrix, whose rows are that long. */
  public static Matrix of(Rows rows, int length) {
    return new Matrix(rows.values(), rows.at(), length, 1);
  }

  /** The same array with rows and columns exchanged. */
  public Matrix transposed() {
    return new Matrix(values, at, columnStride, rowStride);
  }

  /** What is left without the first columns. */
  public Matrix fromColumn(int column) {
    return new Matrix(values, index(0, column), rowStride, columnStride);
  }

  /** The index of an element in {@link #values}. */
  public int index(int row, int column) {
    return at + row * rowStride + column * columnStride;
  }
}
