package org.linfnet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.knowm.xchart.XYChart;
import org.linfnet.WrittenNumber;
import org.linfnet.input.RadiusUnit;

/** What a report says of the unit of its radii. */
class UnitsTest {

  private static final double[] MARGINS = {-0.5, 0.2, 0.9};

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PIXEL         | pixel units: black is 0, white is 1.",
        "FEATURE       | the features' own unit.",
        "FEATURE_SCALE | multiples of each feature's scale (standard deviation)."
      })
  void thePageSaysWhatEpsilonIsIn(RadiusUnit unit, String text) {
    assertThat(page(unit)).contains("Epsilon and all radii are in " + text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PIXEL         | pixel units (black 0, white 1)",
        "FEATURE       | the features' own unit",
        "FEATURE_SCALE | multiples of each feature's scale"
      })
  void axesNameTheUnit(RadiusUnit unit, String text) {
    assertThat(curve(unit).chart().getXAxisTitle()).isEqualTo("radius in " + text);
    assertThat(margins(unit).chart().getXAxisTitle()).isEqualTo("half the margin in " + text);
    assertThat(new RadiusCurves("MNIST", List.of(TrainedRunTest.run("run", 0.3, unit))).chart())
        .satisfies(chart -> assertThat(chart.getXAxisTitle()).isEqualTo("radius in " + text));
  }

  @ParameterizedTest
  @EnumSource(names = {"FEATURE", "FEATURE_SCALE"})
  void aReportOfFeaturesSpeaksOfNoPixels(RadiusUnit unit) {
    assertThat(page(unit))
        .contains("a change of every feature by at most epsilon")
        .doesNotContainIgnoringCase("pixel", " image ", "black", "white");
  }

  @Test
  void aReportOfPicturesSpeaksOfPixels() {
    assertThat(page(RadiusUnit.PIXEL))
        .contains(
            "a change of every pixel by at most epsilon",
            "pixels stay between black and white",
            "whatever is done to the image within the radius");
  }

  @ParameterizedTest
  @CsvSource({"0.0003, 3E-4", "0.3, 0.3", "1013.25, 1013.25", "1.5e7, 1.5E7"})
  void anAxisOfRadiiShowsItsNumbers(double last, String label) {
    ResultTable curve =
        Tables.of("curve.csv", "radius,certified_accuracy\n0,0.9\n%s,0.2\n".formatted(last));
    RadiusCurve figure = RadiusCurve.of(curve, RadiusUnit.FEATURE).orElseThrow();
    XYChart chart = figure.chart();
    assertThat(chart.getStyler().getXAxisMax()).isEqualTo(last);
    Function<Double, String> labels = chart.getStyler().getxAxisTickLabelsFormattingFunction();
    assertThat(List.of(labels.apply(0.0), labels.apply(last))).containsExactly("0", label);
  }

  private static String page(RadiusUnit unit) {
    Report report =
        new Report(
            "linfnet",
            List.of(),
            unit,
            Optional.of(Tables.summary()),
            List.of(curve(unit), margins(unit)));
    String page = new String(report.files().get("report.html"), StandardCharsets.UTF_8);
    return page.substring(page.indexOf("<main>")).replaceAll("<svg[^>]*>[\\s\\S]*?</svg>", "");
  }

  private static RadiusCurve curve(RadiusUnit unit) {
    return RadiusCurve.of(Tables.curve(), Tables.summary(), unit).orElseThrow();
  }

  private static MarginHistogram margins(RadiusUnit unit) {
    return MarginHistogram.of(
            MARGINS, List.of(WrittenNumber.of(0.1), WrittenNumber.of("8/255")), unit)
        .orElseThrow();
  }
}
