package org.linfnet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.linfnet.WrittenNumber;
import org.linfnet.input.RadiusUnit;

class MarginHistogramTest {

  @Test
  void everyExampleIsCountedOnce() {
    double[] margins = IntStream.range(0, 1000).mapToDouble(i -> Math.sin(i)).toArray();
    assertThat(examples(bins(margins), "")).isEqualTo(1000);
  }

  @Test
  void zeroIsTheEdgeOfABin() {
    ResultTable bins = bins(-0.77, -0.001, 0.001, 1.3);
    assertThat(bins.rows().stream().map(row -> row.get(0))).contains("0.0");
  }

  @Test
  void wrongExamplesAreLeftOfZero() {
    assertThat(examples(bins(-0.77, -0.001, 0.001, 1.3), "-")).isEqualTo(2);
  }

  @Test
  void halfTheMarginIsWhatIsCounted() {
    ResultTable bins = bins(0, 0.8);
    assertThat(bins.rows().get(bins.rows().size() - 1)).containsExactly("0.4", "0.41", "1");
  }

  @Test
  void equalMarginsFillOneBin() {
    assertThat(bins(0.5, 0.5, 0.5).rows()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-12, 3e7, 5e20})
  void binsFitMarginsOfAnySize(double size) {
    assertThat(bins(0.2 * size, size, -0.7 * size).rows()).hasSizeBetween(15, 45);
    assertThat(bins(size, size).rows()).hasSize(1);
  }

  @Test
  void noMarginsHaveNoHistogram() {
    assertThat(MarginHistogram.of(new double[0], List.of(), RadiusUnit.PIXEL)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void aMarginThatIsNotFiniteIsAFault(double margin) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> MarginHistogram.of(new double[] {0, margin}, List.of(), RadiusUnit.PIXEL));
  }

  private static ResultTable bins(double... margins) {
    return MarginHistogram.of(margins, List.of(), RadiusUnit.PIXEL)
        .orElseThrow()
        .numbers()
        .orElseThrow();
  }

  @Test
  void theLineOfAnEpsilonEndsBelowEveryLabel() {
    List<WrittenNumber> epsilons = List.of(WrittenNumber.of("8/255"), WrittenNumber.of(0.04));
    XYChart chart =
        MarginHistogram.of(new double[] {0.1, 0.1, 0.3}, epsilons, RadiusUnit.PIXEL)
            .orElseThrow()
            .chart();

    XYSeries line = chart.getSeriesMap().get("epsilon 8/255");
    assertThat(line.getXData()).containsExactly(8.0 / 255, 8.0 / 255);
    assertThat(line.isShowInLegend()).isFalse();
    assertThat(line.getYData()[1]).isBetween(2.0, 0.8 * chart.getStyler().getYAxisMax());
  }

  private static long examples(ResultTable bins, String sign) {
    return bins.rows().stream()
        .filter(row -> row.get(0).startsWith(sign))
        .mapToLong(row -> Long.parseLong(row.get(2)))
        .sum();
  }
}
