package org.linfnet.report;

import java.util.List;
import java.util.Optional;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Certified accuracy against the radius of the perturbation, a line for each run.
 *
 * @param runs at least one
 */
public record RadiusCurves(List<TrainedRun> runs) implements Figure {

  private static final Axes AXES =
      new Axes(
          "Certified accuracy",
          "radius in pixel units (black 0, white 1)",
          "certified accuracy (%)",
          720,
          460);

  /** Copies the list. */
  public RadiusCurves {
    runs = List.copyOf(runs);
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
        + "whatever is done to the image within the radius.";
  }

  @Override
  public Optional<ResultTable> numbers() {
    return Optional.empty();
  }

  @Override
  public Picture picture() {
    XYChart chart = AXES.besideLegend(runs.size()).chart();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setXAxisMin(0.0).setYAxisMin(0.0).setYAxisMax(100.0);
    for (int k = 0; k < runs.size(); k++) {
      Points points = Points.percent(runs.get(k).curve(), "radius", "certified_accuracy");
      if (!points.isEmpty()) {
        Axes.line(chart, runs.get(k).name(), points, Palette.ofMany(k, runs.size()));
      }
    }
    return new Chart(List.of(chart));
  }
}
