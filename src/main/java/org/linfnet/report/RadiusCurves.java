package org.linfnet.report;

import java.util.List;
import java.util.Optional;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.linfnet.InvalidInputException;

/**
 * Certified accuracy against the radius of the perturbation, a line for each run.
 *
 * @param runs at least one
 */
public record RadiusCurves(List<TrainedRun> runs) implements Figure {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 460;

  /**
   * @throws InvalidInputException when the radii of the runs are in more than one unit
   */
  public RadiusCurves {
    runs = List.copyOf(runs);
    for (TrainedRun run : runs) {
      if (run.unit() != runs.get(0).unit()) {
        throw new InvalidInputException(
            "radii of %s are in %s and those of %s in %s: compare runs with one unit"
                .formatted(
                    runs.get(0).name(),
                    Units.of(runs.get(0).unit()).axis(),
                    run.name(),
                    Units.of(run.unit()).axis()));
      }
    }
  }

  @Override
  public String name() {
    return "radius-curves";
  }

  @Override
  public String title() {
    return "Certified accuracy at every radius";
  }

  @Override
  public String caption() {
    return "At each radius, the part of all test examples that is proved to be classified rightly "
        + "whatever is done to the "
        + units().inputs()
        + " within the radius.";
  }

  @Override
  public Optional<ResultTable> numbers() {
    return Optional.empty();
  }

  @Override
  public Picture picture() {
    return Drawing.of(List.of(chart()));
  }

  XYChart chart() {
    Axes axes =
        new Axes(
            "Certified accuracy",
            "radius in " + units().axis(),
            "certified accuracy (%)",
            WIDTH,
            HEIGHT);
    XYChart chart = axes.besideLegend(runs.size()).chart();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    double last = runs.stream().mapToDouble(run -> points(run).lastX()).max().orElse(0);
    Axes.radii(chart, 0, last > 0 ? last : 1);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0);
    for (int k = 0; k < runs.size(); k++) {
      Points points = points(runs.get(k));
      if (!points.isEmpty()) {
        Axes.line(chart, runs.get(k).name(), points, Palette.ofMany(k, runs.size()));
      }
    }
    return chart;
  }

  private Units units() {
    return Units.of(runs.get(0).unit());
  }

  private static Points points(TrainedRun run) {
    return Points.percent(run.curve(), "radius", "certified_accuracy");
  }
}
