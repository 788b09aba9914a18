package org.linfnet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.linfnet.input.RadiusUnit;
import org.linfnet.layer.Shape;

class ReportTest {

  private static final Pattern REFERENCE =
      Pattern.compile("(?:src|href|action|data)=\"(?!data:image/png;base64,)|url\\((?!#)|@import");

  private static final Report FULL = full();
  private static final String FULL_PAGE = page(FULL);

  @Test
  void thePageHoldsTheNumbersOfTheSummary() {
    assertThat(FULL_PAGE).contains("96.12%", "95.04%", "87.41%", "87.28%", "10000");
  }

  @Test
  void thePageSaysWhatWasEvaluated() {
    assertThat(FULL_PAGE).contains("<dt>attack</dt><dd>pgd</dd>", "<dt>data</dt><dd>a&lt;b</dd>");
  }

  @Test
  void everyCellOfAStackedTableSaysWhatItIs() {
    assertThat(FULL_PAGE).contains("<td data-heading=\"clean\">96.12%</td>");
  }

  @Test
  void everyColumnIsExplained() {
    assertThat(FULL_PAGE).contains("<dt>unknown</dt>", "<dt>margin certified</dt>");
  }

  @Test
  void thePageHoldsTheNumbersOfTheHistory() {
    assertThat(FULL_PAGE).contains(">1.25</td>", ">0.006</td>");
  }

  @Test
  void whatWasNotMeasuredIsADash() {
    assertThat(FULL_PAGE).contains(">96.12%</td><td data-heading=\"pgd\">-</td>");
  }

  @Test
  void thePageNeedsNothingBesideIt() {
    assertThat(FULL_PAGE).doesNotContainPattern(REFERENCE);
  }

  @Test
  void thePageHasNoScript() {
    assertThat(FULL_PAGE).doesNotContain("<script", "javascript:", "onload");
  }

  @Test
  void thePageFitsPhonesAndBothColourSchemes() {
    assertThat(FULL_PAGE)
        .contains("width=device-width", "prefers-color-scheme: dark", "var(--ink)");
  }

  @Test
  void chartsAreInlineAndImagesAreEmbedded() {
    assertThat(FULL_PAGE).contains("<svg role=\"img\"", "data:image/png;base64,");
  }

  @Test
  void idsOfTwoChartsDoNotMeet() {
    assertThat(FULL_PAGE).contains("id=\"radius-curve-clip", "id=\"training-history-clip");
  }

  @Test
  void aPartWithoutDataIsLeftOut() {
    Report report =
        new Report("t", List.of(), RadiusUnit.PIXEL, Optional.empty(), List.of(curve()));
    assertThat(page(report)).contains(curve().title()).doesNotContain("Summary", "Training");
  }

  @Test
  void theTitleIsEscaped() {
    assertThat(
            page(
                new Report(
                    "a < b & \"c\"", List.of(), RadiusUnit.PIXEL, Optional.empty(), List.of())))
        .contains("<title>a &lt; b &amp; &quot;c&quot;</title>");
  }

  @Test
  void everyFigureHasItsFiles() {
    assertThat(FULL.files())
        .containsOnlyKeys(
            "report.html",
            "radius-curve.png",
            "radius-curve.svg",
            "training-history.png",
            "training-history.svg",
            "first-layer.png");
  }

  @Test
  void theTerminalGetsTheSummary() {
    assertThat(FULL.text()).startsWith("epsilon  examples").contains("87.41%");
  }

  @Test
  void withoutASummaryTheTerminalGetsNothing() {
    assertThat(new Report("t", List.of(), RadiusUnit.PIXEL, Optional.empty(), List.of()).text())
        .isEmpty();
  }

  private static Figure curve() {
    return RadiusCurve.of(Tables.curve(), Tables.summary(), RadiusUnit.PIXEL).orElseThrow();
  }

  private static Report full() {
    FirstLayer layer = new FirstLayer(new double[] {0, 1, 2, 3}, new Shape(1, 2, 2));
    return new Report(
        "linfnet",
        List.of(new Fact("attack", "pgd"), new Fact("data", "a<b")),
        RadiusUnit.PIXEL,
        Optional.of(Tables.summary()),
        List.of(
            curve(),
            TrainingHistory.of(Tables.history()).orElseThrow(),
            WeightImages.of(layer, Stream.of(new double[4]), 1).orElseThrow()));
  }

  private static String page(Report report) {
    return new String(report.files().get("report.html"), StandardCharsets.UTF_8);
  }
}
