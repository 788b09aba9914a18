package org.linfnet.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.linfnet.input.EncodingRule.Measurement;

/** Scalings to the bit: a model's bits follow from them. */
class FeatureScalingTest {

  private static final int INPUTS = 3;

  private final Random random = new Random(4);

  /** Welford's sums over one feature's values, and Chan's over two sets, one by one. */
  private static final class Moments {

    private long count;
    private double mean;
    private double squares;

    static Moments of(double[][] rows, int feature) {
      Moments moments = new Moments();
      for (double[] row : rows) {
        moments.count++;
        double away = row[feature] - moments.mean;
        moments.mean += away / moments.count;
        moments.squares += away * (row[feature] - moments.mean);
      }
      return moments;
    }

    Moments plus(Moments other) {
      Moments sum = new Moments();
      sum.count = count + other.count;
      double part = other.count / (double) sum.count;
      double away = other.mean - mean;
      sum.mean = mean + away * part;
      sum.squares = squares + other.squares + away * away * part * count;
      return sum;
    }
  }

  private double[][] rows(int count) {
    double[][] rows = new double[count][INPUTS];
    for (double[] row : rows) {
      Arrays.setAll(row, i -> 3 * i + Math.pow(10, i) * random.nextGaussian());
    }
    return rows;
  }

  private static ExampleBlock block(double[][] rows) {
    double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    double[] weights = new double[rows.length];
    Arrays.setAll(weights, i -> 1 + i);
    return new ExampleBlock(
        new long[rows.length], new int[rows.length], weights, StoredValues.of(values, INPUTS));
  }

  private static FeatureEncoding encoding(FeatureScaling scaling, double[][]... parts) {
    return (FeatureEncoding)
        Arrays.stream(parts)
            .map(part -> scaling.measure(block(part)))
            .reduce(Measurement::plus)
            .orElseThrow()
            .encoding();
  }

  private List<Moments> moments(double[][]... parts) {
    return IntStream.range(0, INPUTS)
        .mapToObj(
            i ->
                Arrays.stream(parts)
                    .map(part -> Moments.of(part, i))
                    .reduce(Moments::plus)
                    .orElseThrow())
        .toList();
  }

  @Test
  void byFeatureEachHasItsOwnMeanAndDeviation() {
    double[][][] parts = {rows(17), rows(4), rows(1)};
    FeatureEncoding encoding = encoding(FeatureScaling.BY_FEATURE, parts);
    List<Moments> moments = moments(parts);
    for (int i = 0; i < INPUTS; i++) {
      Moments feature = moments.get(i);
      assertThat(encoding.centres()[i]).isEqualTo(feature.mean);
      assertThat(encoding.scales()[i]).isEqualTo(Math.sqrt(feature.squares / feature.count));
    }
    assertThat(encoding.radiusUnit()).isEqualTo(RadiusUnit.FEATURE_SCALE);
  }

  @Test
  void alikeAllHaveTheRootOfTheMeanVariance() {
    double[][][] parts = {rows(17), rows(9)};
    FeatureEncoding encoding = encoding(FeatureScaling.ALIKE, parts);
    List<Moments> moments = moments(parts);
    double sum = moments.stream().mapToDouble(feature -> feature.squares).sum();
    double scale = Math.sqrt(sum / 26 / INPUTS);
    assertThat(encoding.scales()).containsExactly(scale, scale, scale);
    for (int i = 0; i < INPUTS; i++) {
      assertThat(encoding.centres()[i]).isEqualTo(moments.get(i).mean);
    }
    assertThat(encoding.radiusUnit()).isEqualTo(RadiusUnit.FEATURE);
  }

  /** The first feature is never 0; of the others two values in three are. */
  @Test
  void featuresThatAreMostlyZeroShareOneScale() {
    double[][] some = {{4, 0, 0}, {2, 6, 0}, {9, 0, 0}};
    double[][] more = {{4, 0, 3}, {2, 0, 9}, {9, 3, 0}};
    FeatureEncoding encoding = encoding(FeatureScaling.AUTOMATIC, some, more);
    double own = encoding(FeatureScaling.BY_FEATURE, some, more).scales()[0];
    assertThat(encoding.scales()[0]).isEqualTo(own);
    assertThat(encoding.scales()[1]).isEqualTo(encoding.scales()[2]).isNotEqualTo(own);
  }

  @Test
  void featuresThatAreAllMostlyZeroAreScaledAlike() {
    double[][] rare = {{0, 0, 3}, {2, 0, 0}, {0, 1, 0}};
    assertThat(encoding(FeatureScaling.AUTOMATIC, rare))
        .isEqualTo(encoding(FeatureScaling.ALIKE, rare));
  }

  @Test
  void featuresThatAreSeldomZeroAreScaledByTheirOwnDeviation() {
    double[][] rows = rows(17);
    assertThat(encoding(FeatureScaling.AUTOMATIC, rows))
        .isEqualTo(encoding(FeatureScaling.BY_FEATURE, rows));
  }

  @Test
  void withoutScalingFeaturesAreAsTheyAre() {
    FeatureEncoding encoding = encoding(FeatureScaling.NONE, rows(17));
    assertThat(encoding.centres()).containsExactly(0, 0, 0);
    assertThat(encoding.scales()).containsExactly(1, 1, 1);
  }

  @ParameterizedTest
  @EnumSource(FeatureScaling.class)
  void aConstantFeatureIsOnlyCentred(FeatureScaling scaling) {
    double[][] constant = {{5, 5, 5}, {5, 5, 5}};
    FeatureEncoding encoding = encoding(scaling, constant);
    assertThat(encoding.scales()).containsExactly(1, 1, 1);
    double centre = scaling == FeatureScaling.NONE ? 0 : 5;
    assertThat(encoding.centres()).containsExactly(centre, centre, centre);
  }

  @ParameterizedTest
  @EnumSource(FeatureScaling.class)
  void aShardOfNoExamplesChangesNothing(FeatureScaling scaling) {
    double[][] some = rows(7);
    FeatureEncoding expected = encoding(scaling, some);
    assertThat(encoding(scaling, rows(0), some, rows(0))).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource(FeatureScaling.class)
  void whatWasMeasuredTravels(FeatureScaling scaling) {
    Measurement measured = scaling.measure(block(rows(7)));
    assertThat(Kryo.copy(measured, Measurement.class).encoding()).isEqualTo(measured.encoding());
    assertThat(scaling.known()).isEmpty();
  }

  @Test
  void labelsAreTheNamesOfRecipes() {
    assertThat(Arrays.stream(FeatureScaling.values()).map(FeatureScaling::label))
        .containsExactly("automatic", "byFeature", "alike", "none");
  }
}
