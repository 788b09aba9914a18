package org.linfnet.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.linfnet.kernel.MatrixProducts.Sizes;
import org.linfnet.kernel.simd.SimdKernels;

/** Both kernels compute what the definition says, to the bit. */
class MatrixProductsTest {

  /** Where each matrix begins in its array, and how much room is behind it. */
  private static final int AT = 3;

  private record Kernel(String name, ProductKernel loop) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Every remainder of a tile's rows and columns, of a panel's terms and of a thread's columns. */
  static Stream<Arguments> products() {
    return Stream.of(
            new Kernel("scalar", new ScalarKernels().products()),
            new Kernel("simd", new SimdKernels().products()))
        .flatMap(kernel -> sizes().map(sizes -> Arguments.of(kernel, sizes)));
  }

  private static Stream<Sizes> sizes() {
    Stream<Sizes> rows = IntStream.rangeClosed(1, 17).mapToObj(n -> new Sizes(n, 20, 7));
    Stream<Sizes> columns = IntStream.rangeClosed(1, 49).mapToObj(n -> new Sizes(9, n, 5));
    Stream<Sizes> terms =
        IntStream.of(1, 2, 511, 512, 513, 1025).mapToObj(n -> new Sizes(9, 17, n));
    return Stream.of(rows, columns, terms, Stream.of(new Sizes(70, 130, 40))).flatMap(each -> each);
  }

  @ParameterizedTest
  @MethodSource("products")
  void aProductHasTheBitsOfItsDefinition(Kernel kernel, Sizes sizes) {
    requireDefinition(new MatrixProducts(kernel.loop(), Threads.ONE), sizes);
  }

  @ParameterizedTest
  @MethodSource("products")
  void threadsChangeNoBit(Kernel kernel, Sizes sizes) {
    try (ThreadPool pool = new ThreadPool(3)) {
      requireDefinition(new MatrixProducts(kernel.loop(), pool), sizes);
    }
  }

  /** Nothing before a matrix and nothing behind it changes. */
  private static void requireDefinition(MatrixProducts products, Sizes sizes) {
    Random random = new Random(sizes.rows());
    float[] left = gaussian(sizes.rows() * sizes.terms(), random);
    float[] right = gaussian(sizes.terms() * sizes.columns(), random);
    float[] c = gaussian(sizes.rows() * sizes.columns(), random);
    float[] expected = c.clone();
    addDefinition(sizes, left, right, expected);
    float[] leftTransposed = transposed(left, sizes.rows(), sizes.terms());
    float[] rightTransposed = transposed(right, sizes.terms(), sizes.columns());

    float[] times = c.clone();
    products.addTimes(sizes, at(left), at(right), at(times));
    assertThat(times).isEqualTo(expected);

    float[] timesTransposed = c.clone();
    products.addTimesTransposed(sizes, at(left), at(rightTransposed), at(timesTransposed));
    assertThat(timesTransposed).isEqualTo(expected);

    float[] transposedTimes = c.clone();
    products.addTransposedTimes(sizes, at(leftTransposed), at(right), at(transposedTimes));
    assertThat(transposedTimes).isEqualTo(expected);
  }

  private static void addDefinition(Sizes sizes, float[] left, float[] right, float[] c) {
    for (int row = 0; row < sizes.rows(); row++) {
      for (int column = 0; column < sizes.columns(); column++) {
        int at = AT + row * sizes.columns() + column;
        for (int term = 0; term < sizes.terms(); term++) {
          float a = left[AT + row * sizes.terms() + term];
          float b = right[AT + term * sizes.columns() + column];
          c[at] = Math.fma(a, b, c[at]);
        }
      }
    }
  }

  private static Rows at(float[] values) {
    return new Rows(values, AT);
  }

  private static float[] transposed(float[] matrix, int rows, int columns) {
    float[] transposed = new float[matrix.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        transposed[AT + column * rows + row] = matrix[AT + row * columns + column];
      }
    }
    return transposed;
  }

  private static float[] gaussian(int count, Random random) {
    float[] values = new float[AT + count + AT];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }
}
