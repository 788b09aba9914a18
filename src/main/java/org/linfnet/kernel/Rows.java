package org.linfnet.kernel;

/**
 * A row-major matrix that begins at {@code at} in a flat array. How many rows it has and how long
 * they are, the {@link BlockShape} beside it says.
 *
 * @param values the array; it may be longer than the matrix
 * @param at the index of the first row's first element
 */
public record Rows(float[] values, int at) {

  /** The index in {@link #values} at which row {@code index} begins, all rows being that long. */
  public int row(int index, int length) {
    return at + index * length;
  }
}
