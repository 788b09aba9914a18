package org.linfnet.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FloatSumsTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 1", "10, 1", "1000, 1", "10, 1e-22", "100, 1e-21", "10, 1e10"})
  void noFloatSumOfProductsErrsByMore(int terms, double scale) {
    FloatSums sums = new FloatSums(terms);
    Random random = new Random(terms);
    for (int trial = 0; trial < 200; trial++) {
      float[] a = rough(terms, random, scale);
      float[] b = rough(terms, random, scale);
      BigDecimal exact = BigDecimal.ZERO;
      BigDecimal absolute = BigDecimal.ZERO;
      for (int i = 0; i < terms; i++) {
        BigDecimal product = new BigDecimal(a[i]).multiply(new BigDecimal(b[i]));
        exact = exact.add(product);
        absolute = absolute.add(product.abs());
      }
      double error = sums.error(Math.nextUp(absolute.doubleValue()));
      BigDecimal off = new BigDecimal(sum(a, b, trial % 2 == 0)).subtract(exact).abs();
      assertThat(off).isLessThanOrEqualTo(new BigDecimal(error));
      assertThat(error).isLessThan(2.1 * terms * (0x1p-24 * absolute.doubleValue() + 0x1p-149));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "10, 1", "1000, 1", "10, 1e-22", "100, 1e-21"})
  void theRealSumOfNonnegativeProductsIsAtMostThat(int terms, double scale) {
    FloatSums sums = new FloatSums(terms);
    Random random = new Random(terms);
    for (int trial = 0; trial < 200; trial++) {
      float[] a = absolute(rough(terms, random, scale));
      float[] b = absolute(rough(terms, random, scale));
      BigDecimal exact = BigDecimal.ZERO;
      for (int i = 0; i < terms; i++) {
        exact = exact.add(new BigDecimal(a[i]).multiply(new BigDecimal(b[i])));
      }
      double most = sums.atMost(sum(a, b, trial % 2 == 0));
      assertThat(exact).isLessThanOrEqualTo(new BigDecimal(most));
      assertThat(most)
          .isLessThan(exact.doubleValue() * (1 + 2.1 * terms * 0x1p-24) + 2.1 * terms * 0x1p-149);
    }
  }

  /** Each number after the first is too small to change the sum. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 1000, 100_000})
  void theRealSumOfDoublesIsAtMostThat(int terms) {
    double sum = 1;
    BigDecimal exact = BigDecimal.ONE;
    for (int i = 1; i < terms; i++) {
      double small = Math.nextDown(0x1p-53);
      sum += small;
      exact = exact.add(new BigDecimal(small));
    }
    double most = new FloatSums(terms).atMostInDouble(sum);
    assertThat(exact).isLessThanOrEqualTo(new BigDecimal(most));
    assertThat(most).isLessThan(1 + (terms + 3) * 0x1p-52);
  }

  @Test
  void whereASumCanOverflowNothingIsKnown() {
    assertThat(new FloatSums(10).error(1e38)).isInfinite();
    assertThat(new FloatSums(10).error(Double.NaN)).isInfinite();
    assertThat(new FloatSums(10).error(8e37)).isLessThan(1e33);
  }

  @Test
  void ofTooManyTermsNothingIsKnown() {
    assertThat(new FloatSums(1 << 23).error(1)).isInfinite();
    assertThat(new FloatSums(1 << 23).atMost(1)).isInfinite();
    assertThat(new FloatSums(1 << 20).error(1)).isLessThan(0.07);
  }

  @Test
  void aDoubleIsRoundedToTheFloatOnItsSide() {
    Random random = new Random(4);
    for (int trial = 0; trial < 10_000; trial++) {
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(100) - 60);
      float down = FloatSums.roundedDown(value);
      float up = FloatSums.roundedUp(value);
      assertThat((double) down).isLessThanOrEqualTo(value);
      assertThat((double) Math.nextUp(down)).isGreaterThan(value);
      assertThat((double) up).isGreaterThanOrEqualTo(value);
      assertThat((double) Math.nextDown(up)).isLessThan(value);
    }
  }

  @Test
  void aFloatBelowADoubleIsCloseToIt() {
    Random random = new Random(5);
    for (int trial = 0; trial < 10_000; trial++) {
      double value = random.nextGaussian() * Math.pow(10, random.nextInt(80) - 45);
      float below = FloatSums.below(value);
      assertThat((double) below).isLessThan(value);
      float threeAbove = Math.nextUp(Math.nextUp(Math.nextUp(below)));
      assertThat((double) threeAbove).isGreaterThanOrEqualTo(value);
    }
    assertThat(FloatSums.below(0)).isEqualTo(-Float.MIN_VALUE);
  }

  @Test
  void valuesWithoutAFloatAreRoundedOutward() {
    assertThat(FloatSums.roundedDown(Double.NaN)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(FloatSums.roundedUp(Double.NaN)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(FloatSums.roundedDown(1e300)).isEqualTo(Float.MAX_VALUE);
    assertThat(FloatSums.roundedUp(1e300)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(FloatSums.roundedUp(-1e300)).isEqualTo(-Float.MAX_VALUE);
    assertThat(FloatSums.roundedDown(-1e-300)).isEqualTo(-Float.MIN_VALUE);
    assertThat(FloatSums.roundedUp(1e-300)).isEqualTo(Float.MIN_VALUE);
    assertThat(FloatSums.roundedDown(0.5)).isEqualTo(0.5f);
    assertThat(FloatSums.roundedUp(0.5)).isEqualTo(0.5f);
  }

  /** In lanes, as vectors add, fused or not. */
  private static float sum(float[] a, float[] b, boolean fused) {
    float[] lanes = new float[4];
    for (int i = 0; i < a.length; i++) {
      lanes[i % 4] = fused ? Math.fma(a[i], b[i], lanes[i % 4]) : lanes[i % 4] + a[i] * b[i];
    }
    return lanes[0] + lanes[1] + (lanes[2] + lanes[3]);
  }

  private static float[] rough(int length, Random random, double scale) {
    float[] values = LayerCase.gaussian(length, random, scale);
    for (int i = 0; i < length; i++) {
      values[i] *= (float) Math.pow(2, random.nextInt(12) - 6);
    }
    return values;
  }

  private static float[] absolute(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(values[i]);
    }
    return values;
  }
}
