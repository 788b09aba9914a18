package org.linfnet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.WrittenNumber;
import org.linfnet.input.RadiusUnit;

class TrainedRunTest {

  private static final TrainedRun RUN = run("small", 0.3);
  private static final List<TrainedRun> RUNS = List.of(RUN, run("large", 0.1));

  static Stream<Figure> figures() {
    return Stream.of(new RadiusCurves("mnist", RUNS), new AccuracyAgainstTime("mnist", RUNS));
  }

  @Test
  void theTableHasTheRowOfTheRunsEpsilon() {
    ResultTable table = TrainedRun.table(RUNS);
    assertThat(table.rows().get(0))
        .containsExactly("small", "0.3", "0.9612", "", "", "0.8728", "0.8741", "1234", "3", "0.3");
    assertThat(table.text(1, "pgd_accuracy")).isEqualTo("0.9504");
  }

  @Test
  void aTableInMarkdownHasALineForEachRun() {
    assertThat(FormattedTable.of(TrainedRun.table(RUNS)).markdown().lines())
        .hasSize(4)
        .contains("| small | 0.3 | 96.12% | - | - | 87.28% | 87.41% | 1234 | 3 | 0.3 |");
  }

  @Test
  void aSummaryWithoutTheRunsEpsilonIsRefused() {
    assertThatThrownBy(() -> run("other", 0.2))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no row for epsilon 0.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Infinity"})
  void anEpochWithoutATimeIsNamed(String seconds) {
    ResultTable history = Tables.of("history.csv", "epoch,seconds\n1,2.5\n2," + seconds + "\n");
    TrainedRun run =
        new TrainedRun(
            "small",
            "mnist",
            WrittenNumber.of(0.3),
            RadiusUnit.PIXEL,
            1234,
            Tables.summary(),
            Tables.curve(),
            history);

    assertThatThrownBy(() -> TrainedRun.table(List.of(run)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "history.csv line 3, column seconds: '%s' is not the seconds of an epoch", seconds);
  }

  @Test
  void radiiInTwoUnitsAreNotDrawnOnOneAxis() {
    List<TrainedRun> runs = List.of(RUN, run("gauges", 0.3, RadiusUnit.FEATURE_SCALE));
    assertThatThrownBy(() -> new RadiusCurves("", runs))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "radii of small are in pixel units (black 0, white 1) and those of gauges in multiples"
                + " of each feature's scale: compare runs with one unit");
  }

  @ParameterizedTest
  @MethodSource("figures")
  void everyRunHasAColourOfItsOwnInAPicture(Figure figure) {
    assertThat(Palette.ofMany(0, 2)).isNotEqualTo(Palette.ofMany(1, 2));
    assertThat(figure.picture().svg().orElseThrow())
        .contains(Palette.css(Palette.ofMany(0, 2)), Palette.css(Palette.ofMany(1, 2)));
  }

  @ParameterizedTest
  @MethodSource("figures")
  void aFigureIsNamedAfterItsDataSet(Figure figure) {
    assertThat(figure.name()).endsWith("-mnist");
  }

  @Test
  void theSeedsOfARecipeAreOneLineAndABand() {
    List<TrainedRun> runs =
        List.of(run("small-seed-1", 0.3), run("small-seed-2", 0.3), run("large-seed-1", 0.3));
    assertThat(new RadiusCurves("mnist", runs).chart().getSeriesMap().keySet())
        .containsExactly("small band", "small", "large");
  }

  static Stream<Figure> figuresOfManyRuns() {
    List<TrainedRun> runs =
        IntStream.range(0, 40).mapToObj(k -> run("mnist-medium-512-rate-0.08-" + k, 0.3)).toList();
    return Stream.of(new RadiusCurves("", runs), new AccuracyAgainstTime("", runs));
  }

  @ParameterizedTest
  @MethodSource("figuresOfManyRuns")
  void aPictureOfManyRunsHasRoomForAllTheirNames(Figure figure) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure.picture().png()));
    int edge = 8 * Drawing.DOTS;
    int width = image.getWidth();
    int height = image.getHeight();
    assertThat(isPaper(image.getSubimage(0, 0, width, edge))).as("top").isTrue();
    assertThat(isPaper(image.getSubimage(0, height - edge, width, edge))).as("bottom").isTrue();
    assertThat(isPaper(image.getSubimage(width - edge, 0, edge, height))).as("right").isTrue();
  }

  private static boolean isPaper(BufferedImage part) {
    int[] colours = part.getRGB(0, 0, part.getWidth(), part.getHeight(), null, 0, part.getWidth());
    return IntStream.of(colours).allMatch(colour -> colour == Palette.PAPER.getRGB());
  }

  private static TrainedRun run(String name, double epsilon) {
    return run(name, epsilon, RadiusUnit.PIXEL);
  }

  static TrainedRun run(String name, double epsilon, RadiusUnit unit) {
    return new TrainedRun(
        name,
        "mnist",
        WrittenNumber.of(epsilon),
        unit,
        1234,
        Tables.summary(),
        Tables.curve(),
        Tables.history());
  }
}
