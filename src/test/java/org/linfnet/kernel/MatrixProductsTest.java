package org.linfnet.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.linfnet.kernel.MatrixProducts.Sizes;

class MatrixProductsTest {

  /** Where each matrix begins in its array. */
  private static final int AT = 3;

  private final MatrixProducts products = new MatrixProducts(Threads.ONE);

  /** A product adds to {@code c} what a double loop adds. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "2, 3, 5",
    "7, 10, 1",
    "23, 5, 9",
    "24, 17, 33",
    "25, 16, 64",
    "49, 31, 20",
    "70, 100, 40",
    "5, 1000, 30",
    "3, 10, 3072"
  })
  void productsAreThoseOfADoubleLoop(int rows, int columns, int terms) {
    Random random = new Random(rows);
    Sizes sizes = new Sizes(rows, columns, terms);
    float[] left = gaussian(rows * terms, random);
    float[] right = gaussian(terms * columns, random);
    float[] c = gaussian(rows * columns, random);
    double[] expected = product(sizes, left, right, c);
    float[] leftTransposed = transposed(left, rows, terms);
    float[] rightTransposed = transposed(right, terms, columns);

    float[] times = c.clone();
    products.addTimes(sizes, at(left), at(right), at(times));
    requireClose(times, expected, terms);

    float[] timesTransposed = c.clone();
    products.addTimesTransposed(sizes, at(left), at(rightTransposed), at(timesTransposed));
    requireClose(timesTransposed, expected, terms);

    float[] transposedTimes = c.clone();
    products.addTransposedTimes(sizes, at(leftTransposed), at(right), at(transposedTimes));
    requireClose(transposedTimes, expected, terms);
  }

  @ParameterizedTest
  @CsvSource({"7, 10, 5", "70, 100, 40", "300, 20, 50"})
  void threadsChangeNoBit(int rows, int columns, int terms) {
    Sizes sizes = new Sizes(rows, columns, terms);
    List<float[]> alone = products(products, sizes);
    try (ThreadPool pool = new ThreadPool(3)) {
      List<float[]> shared = products(new MatrixProducts(pool), sizes);
      assertThat(shared.toArray()).isEqualTo(alone.toArray());
    }
  }

  private static List<float[]> products(MatrixProducts products, Sizes sizes) {
    Random random = new Random(1);
    float[] left = gaussian(sizes.rows() * sizes.terms(), random);
    float[] right = gaussian(sizes.terms() * sizes.columns(), random);
    float[] times = new float[AT + sizes.rows() * sizes.columns() + AT];
    float[] timesTransposed = times.clone();
    float[] transposedTimes = times.clone();
    products.addTimes(sizes, at(left), at(right), at(times));
    products.addTimesTransposed(sizes, at(left), at(right), at(timesTransposed));
    products.addTransposedTimes(sizes, at(left), at(right), at(transposedTimes));
    return List.of(times, timesTransposed, transposedTimes);
  }

  /** Nothing before the matrix and nothing behind it changes either. */
  private static void requireClose(float[] c, double[] expected, int terms) {
    double allowed = 1e-6 * Math.max(4, terms);
    for (int k = 0; k < c.length; k++) {
      assertThat((double) c[k]).as("place %d", k).isCloseTo(expected[k], within(allowed));
    }
  }

  private static double[] product(Sizes sizes, float[] left, float[] right, float[] c) {
    double[] sums = new double[c.length];
    Arrays.setAll(sums, k -> c[k]);
    for (int row = 0; row < sizes.rows(); row++) {
      for (int column = 0; column < sizes.columns(); column++) {
        for (int term = 0; term < sizes.terms(); term++) {
          sums[AT + row * sizes.columns() + column] +=
              (double) left[AT + row * sizes.terms() + term]
                  * right[AT + term * sizes.columns() + column];
        }
      }
    }
    return sums;
  }

  static Stream<Arguments> shapes() {
    return Stream.of(
            new Sizes(70, 10, 50),
            new Sizes(70, 33, 128),
            new Sizes(70, 1000, 17),
            new Sizes(26, 20, 3072),
            new Sizes(48, 1, 1))
        .map(Arguments::of);
  }

  /** The first rows alone, as many as there are, in every remainder of a group. */
  @ParameterizedTest
  @MethodSource("shapes")
  void aRowHasTheSameBitsHoweverManyRowsThereAre(Sizes sizes) {
    Random random = new Random(7);
    float[] left = gaussian(sizes.rows() * sizes.terms(), random);
    float[] right = gaussian(sizes.terms() * sizes.columns(), random);
    float[] all = times(sizes, left, right);
    float[] allTransposed = timesTransposed(sizes, left, right);
    for (int rows = 1; rows < sizes.rows(); rows++) {
      Sizes fewer = new Sizes(rows, sizes.columns(), sizes.terms());
      int end = rows * sizes.columns();
      assertThat(times(fewer, left, right)).isEqualTo(Arrays.copyOf(all, end));
      assertThat(timesTransposed(fewer, left, right)).isEqualTo(Arrays.copyOf(allTransposed, end));
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void aRowHasTheSameBitsWhereverItStandsAndWhateverStandsBesideIt(Sizes sizes) {
    Random random = new Random(8);
    int rows = sizes.rows();
    int terms = sizes.terms();
    float[] left = gaussian(rows * terms, random);
    float[] right = gaussian(terms * sizes.columns(), random);
    float[] all = times(sizes, left, right);
    float[] allTransposed = timesTransposed(sizes, left, right);
    int[] order = IntStream.range(0, rows).map(row -> (row * 29 + 5) % rows).toArray();
    float[] shuffled = gaussian(rows * terms, random);
    for (int row = 0; row < rows; row++) {
      if (row % 5 > 0) { // every fifth row is another
        System.arraycopy(left, AT + order[row] * terms, shuffled, AT + row * terms, terms);
      }
    }
    float[] moved = times(sizes, shuffled, right);
    float[] movedTransposed = timesTransposed(sizes, shuffled, right);
    for (int row = 0; row < rows; row++) {
      if (row % 5 > 0) {
        assertThat(row(moved, row, sizes)).isEqualTo(row(all, order[row], sizes));
        assertThat(row(movedTransposed, row, sizes))
            .isEqualTo(row(allTransposed, order[row], sizes));
      }
    }
  }

  private static float[] row(float[] result, int row, Sizes sizes) {
    return Arrays.copyOfRange(result, row * sizes.columns(), (row + 1) * sizes.columns());
  }

  private float[] times(Sizes sizes, float[] left, float[] right) {
    float[] result = new float[sizes.rows() * sizes.columns()];
    products.addTimes(sizes, at(left), at(right), new Rows(result, 0));
    return result;
  }

  /** {@code right} is taken as {@code float[columns * terms]}. */
  private float[] timesTransposed(Sizes sizes, float[] left, float[] right) {
    float[] result = new float[sizes.rows() * sizes.columns()];
    products.addTimesTransposed(sizes, at(left), at(right), new Rows(result, 0));
    return result;
  }

  private static Rows at(float[] values) {
    return new Rows(values, AT);
  }

  private static float[] transposed(float[] matrix, int rows, int columns) {
    float[] transposed = matrix.clone();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        transposed[AT + column * rows + row] = matrix[AT + row * columns + column];
      }
    }
    return transposed;
  }

  /** Numbers before the matrix, the matrix, and numbers behind it. */
  private static float[] gaussian(int length, Random random) {
    float[] values = new float[AT + length + 2];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
