package org.linfnet.kernel;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Products of row-major matrices of floats by netlib's Java BLAS, which uses the vector module
 * where the JVM has it.
 *
 * <p>A row of a result depends on the same row of the left matrix and on the right matrix alone:
 * not on the rows beside it, nor on its place. BLAS chooses its tiles by the sizes of a product,
 * and with them the order of its sums; so rows are multiplied in groups of a fixed size. No promise
 * is made of that order: a sum of n products is within {@code gamma_n sum |a_i| |b_i|} of the real
 * one.
 */
public final class MatrixProducts {

  /** Rows of a product. BLAS has tiles of 3 rows; a multiple of 3 treats every row alike. */
  private static final int GROUP = 24;

  /** Rows of a result whose sums run over rows. */
  private static final int SUMMED_GROUP = 96;

  private static final String TRANSPOSED = "T";
  private static final String AS_STORED = "N";

  private final Threads threads;

  /**
   * @param threads what share the groups of a product
   */
  public MatrixProducts(Threads threads) {
    this.threads = threads;
  }

  /** Chosen when the first product is computed: networks of distances need no BLAS. */
  private static final class Chosen {

    /** Netlib warns of a missing native library, which is not used here. */
    private static final Logger NETLIB =
        Logger.getLogger("dev.ludovic.netlib.blas.InstanceBuilder");

    static final BLAS PRODUCTS = quietly();

    private static BLAS quietly() {
      NETLIB.setLevel(Level.SEVERE);
      return JavaBLAS.getInstance();
    }
  }

  /**
   * The sizes of a product.
   *
   * @param rows of the left matrix and of the result
   * @param columns of the result
   * @param terms of each sum
   */
  public record Sizes(int rows, int columns, int terms) {}

  /**
   * Adds {@code a b^T} to {@code c}.
   *
   * @param a {@code float[rows * terms]}
   * @param b {@code float[columns * terms]}
   * @param c {@code float[rows * columns]}; added to
   */
  public void addTimesTransposed(Sizes sizes, Rows a, Rows b, Rows c) {
    inGroups(
        sizes,
        a,
        c,
        (group, left, result) ->
            multiply(
                group,
                new Factor(TRANSPOSED, b, sizes.terms()),
                new Factor(AS_STORED, left, sizes.terms()),
                result));
  }

  /**
   * Adds {@code a b} to {@code c}.
   *
   * @param a {@code float[rows * terms]}
   * @param b {@code float[terms * columns]}
   * @param c {@code float[rows * columns]}; added to
   */
  public void addTimes(Sizes sizes, Rows a, Rows b, Rows c) {
    inGroups(
        sizes,
        a,
        c,
        (group, left, result) ->
            multiply(
                group,
                new Factor(AS_STORED, b, sizes.columns()),
                new Factor(AS_STORED, left, sizes.terms()),
                result));
  }

  /**
   * Adds {@code a^T b} to {@code c}. Here the sums run over rows, so all rows of {@code a} are
   * multiplied at once, for a group of rows of {@code c} after another.
   *
   * @param a {@code float[terms * rows]}
   * @param b {@code float[terms * columns]}
   * @param c {@code float[rows * columns]}; added to
   */
  public void addTransposedTimes(Sizes sizes, Rows a, Rows b, Rows c) {
    threads.forEach(
        groups(sizes.rows(), SUMMED_GROUP),
        group -> {
          int row = group * SUMMED_GROUP;
          int rows = Math.min(SUMMED_GROUP, sizes.rows() - row);
          multiply(
              new Sizes(rows, sizes.columns(), sizes.terms()),
              new Factor(AS_STORED, b, sizes.columns()),
              new Factor(TRANSPOSED, new Rows(a.values(), a.at() + row), sizes.rows()),
              from(c, row, sizes.columns()));
        });
  }

  /**
   * A factor as BLAS takes it.
   *
   * @param form whether BLAS transposes it
   * @param rows the matrix, row-major
   * @param length of its rows
   */
  private record Factor(String form, Rows rows, int length) {}

  /**
   * A row-major matrix is the transpose of a column-major one, so BLAS computes {@code b^T a^T}.
   */
  private static void multiply(Sizes sizes, Factor right, Factor left, Rows c) {
    Chosen.PRODUCTS.sgemm(
        right.form(),
        left.form(),
        sizes.columns(),
        sizes.rows(),
        sizes.terms(),
        1f,
        right.rows().values(),
        right.rows().at(),
        right.length(),
        left.rows().values(),
        left.rows().at(),
        left.length(),
        1f,
        c.values(),
        c.at(),
        sizes.columns());
  }

  @FunctionalInterface
  private interface Product {
    void add(Sizes sizes, Rows a, Rows c);
  }

  /** Multiplies the rows in groups; the last group is filled up with rows of zeros. */
  private void inGroups(Sizes sizes, Rows a, Rows c, Product product) {
    Sizes whole = new Sizes(GROUP, sizes.columns(), sizes.terms());
    threads.forEach(
        groups(sizes.rows(), GROUP),
        group -> {
          int row = group * GROUP;
          int rows = Math.min(GROUP, sizes.rows() - row);
          Rows ofA = from(a, row, sizes.terms());
          Rows ofC = from(c, row, sizes.columns());
          if (rows == GROUP) {
            product.add(whole, ofA, ofC);
          } else {
            Rows filledC = filled(ofC, rows, sizes.columns());
            product.add(whole, filled(ofA, rows, sizes.terms()), filledC);
            System.arraycopy(filledC.values(), 0, ofC.values(), ofC.at(), rows * sizes.columns());
          }
        });
  }

  private static int groups(int rows, int size) {
    return (rows + size - 1) / size;
  }

  private static Rows from(Rows rows, int row, int length) {
    return new Rows(rows.values(), rows.at() + row * length);
  }

  private static Rows filled(Rows rows, int count, int length) {
    float[] values = new float[GROUP * length];
    System.arraycopy(rows.values(), rows.at(), values, 0, count * length);
    return new Rows(values, 0);
  }
}
