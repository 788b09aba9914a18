package org.linfnet.kernel;

import java.util.List;

/**
 * Products of row-major matrices of floats, shared by threads, which take some columns each. What
 * an element of a result is, {@link ProductKernel#add} says; threads change no bit of it.
 */
public final class MatrixProducts {

  /** A thread takes a multiple of so many columns: the floats of a cache line. */
  private static final int COLUMNS = 16;

  private final ProductKernel kernel;
  private final Threads threads;

  /**
   * @param kernel multiplies
   * @param threads what share the columns of a product
   */
  public MatrixProducts(ProductKernel kernel, Threads threads) {
    this.kernel = kernel;
    this.threads = threads;
  }

  /**
   * The sizes of a product.
   *
   * @param rows of the left matrix and of the result
   * @param columns of the result
   * @param terms of each sum
   */
  public record Sizes(int rows, int columns, int terms) {}

  /** The same products on other threads. */
  MatrixProducts on(Threads others) {
    return new MatrixProducts(kernel, others);
  }

  /**
   * Adds {@code a b^T} to {@code c}.
   *
   * @param a {@code float[rows * terms]}
   * @param b {@code float[columns * terms]}
   * @param c {@code float[rows * columns]}; added to
   */
  public void addTimesTransposed(Sizes sizes, Rows a, Rows b, Rows c) {
    add(sizes, Matrix.of(a, sizes.terms()), Matrix.of(b, sizes.terms()).transposed(), c);
  }

  /**
   * Adds {@code a b} to {@code c}.
   *
   * @param a {@code float[rows * terms]}
   * @param b {@code float[terms * columns]}
   * @param c {@code float[rows * columns]}; added to
   */
  public void addTimes(Sizes sizes, Rows a, Rows b, Rows c) {
    add(sizes, Matrix.of(a, sizes.terms()), Matrix.of(b, sizes.columns()), c);
  }

  /**
   * Adds {@code a^T b} to {@code c}.
   *
   * @param a {@code float[terms * rows]}
   * @param b {@code float[terms * columns]}
   * @param c {@code float[rows * columns]}; added to
   */
  public void addTransposedTimes(Sizes sizes, Rows a, Rows b, Rows c) {
    add(sizes, Matrix.of(a, sizes.rows()).transposed(), Matrix.of(b, sizes.columns()), c);
  }

  private void add(Sizes sizes, Matrix left, Matrix right, Rows c) {
    ProductBlock whole =
        new ProductBlock(
            sizes.rows(),
            sizes.columns(),
            sizes.terms(),
            left,
            right,
            Matrix.of(c, sizes.columns()));
    List<Range> parts = Range.cut(0, sizes.columns(), threads.count(), COLUMNS);
    threads.forEach(parts.size(), i -> kernel.add(whole.columns(parts.get(i))));
  }
}
