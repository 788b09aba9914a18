package org.linfnet.report;

import java.util.List;
import java.util.Optional;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * What training time buys: the certified accuracy of each run against the minutes of its training.
 *
 * @param runs at least one
 */
public record AccuracyAgainstTime(List<TrainedRun> runs) implements Figure {

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
    return "accuracy-against-time";
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
    XYChart chart = AXES.besideLegend(runs.size()).chart();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    double longest = runs.stream().mapToDouble(TrainedRun::minutes).max().orElse(1);
    double lowest = runs.stream().mapToDouble(AccuracyAgainstTime::certified).min().orElse(0);
    chart.getStyler().setXAxisMin(0.0).setXAxisMax(MARGIN * longest);
    chart.getStyler().setYAxisMin(GRID * Math.floor(lowest / GRID - 1)).setYAxisMax(100.0);
    for (int k = 0; k < runs.size(); k++) {
      Points point = new Points(List.of(runs.get(k).minutes()), List.of(certified(runs.get(k))));
      Axes.points(chart, runs.get(k).name(), point, Palette.ofMany(k, runs.size()));
    }
    return Drawing.of(List.of(chart));
  }

  private static double certified(TrainedRun run) {
    return 100 * run.accuracy("certified_accuracy").orElse(0);
  }
}
