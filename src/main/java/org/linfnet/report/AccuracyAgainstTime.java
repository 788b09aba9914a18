package org.linfnet.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * What training time buys: the certified accuracy of each run against the minutes of its training,
 * the runs of one recipe in one colour.
 *
 * @param dataSet of the runs
 * @param runs at least one
 */
public record AccuracyAgainstTime(String dataSet, List<TrainedRun> runs) implements Figure {

  private static final double GRID = 5;
  private static final double MARGIN = 1.05;
  private static final Axes AXES =
      new Axes(
          "Accuracy against training time",
          "minutes of training",
          "certified accuracy (%)",
          720,
          460);

  /** Copies the list. */
  public AccuracyAgainstTime {
    runs = List.copyOf(runs);
  }

  @Override
  public String name() {
    return TrainedRun.figureName("accuracy-against-time", dataSet);
  }

  @Override
  public String title() {
    return "What training time buys";
  }

  @Override
  public String caption() {
    return "Each point is a run: the minutes of its training, and the part of all test examples "
        + "that its network certifies at the epsilon it was trained for.";
  }

  @Override
  public Optional<ResultTable> numbers() {
    return Optional.of(TrainedRun.table(runs));
  }

  @Override
  public Picture picture() {
    Map<String, List<TrainedRun>> recipes = TrainedRun.byRecipe(runs);
    XYChart chart = AXES.besideLegend(recipes.size()).chart();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setLegendLayout(LegendLayout.Vertical);
    double longest = runs.stream().mapToDouble(TrainedRun::minutes).max().orElse(1);
    double lowest = runs.stream().mapToDouble(AccuracyAgainstTime::certified).min().orElse(0);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(MARGIN * longest);
    chart.getStyler().setYAxisMin(GRID * Math.floor(lowest / GRID - 1)).setYAxisMax(100.0);
    int drawn = 0;
    for (Map.Entry<String, List<TrainedRun>> recipe : recipes.entrySet()) {
      Points seeds =
          new Points(
              recipe.getValue().stream().map(TrainedRun::minutes).toList(),
              recipe.getValue().stream().map(AccuracyAgainstTime::certified).toList());
      Axes.points(chart, recipe.getKey(), seeds, Palette.ofMany(drawn++, recipes.size()));
    }
    return Drawing.of(List.of(chart));
  }

  private static double certified(TrainedRun run) {
    return 100 * run.accuracy("certified_accuracy").orElse(0);
  }
}
