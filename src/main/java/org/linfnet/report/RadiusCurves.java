package org.linfnet.report;

import java.awt.Color;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.linfnet.InvalidInputException;

/**
 * Certified accuracy against the radius of the perturbation: for each recipe the mean over its
 * seeds, and a band from the lowest to the highest.
 *
 * @param dataSet of the runs
 * @param runs at least one
 */
public record RadiusCurves(String dataSet, List<TrainedRun> runs) implements Figure {

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
    return TrainedRun.figureName("radius-curves", dataSet);
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
        + " within the radius. A line is a recipe, the mean over its seeds; a band spans its seeds.";
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
            "Certified accuracy" + (dataSet.isEmpty() ? "" : ", " + dataSet),
            "radius in " + units().axis(),
            "certified accuracy (%)",
            WIDTH,
            HEIGHT);
    Map<String, List<TrainedRun>> recipes = TrainedRun.byRecipe(runs);
    XYChart chart = axes.besideLegend(recipes.size()).chart();
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setLegendLayout(LegendLayout.Vertical);
    double last = runs.stream().mapToDouble(run -> points(run).lastX()).max().orElse(0);
    Axes.radii(chart, 0, last > 0 ? last : 1);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0);
    int drawn = 0;
    for (Map.Entry<String, List<TrainedRun>> recipe : recipes.entrySet()) {
      draw(chart, recipe.getKey(), recipe.getValue(), Palette.ofMany(drawn++, recipes.size()));
    }
    return chart;
  }

  private static void draw(XYChart chart, String recipe, List<TrainedRun> seeds, Color color) {
    List<NavigableMap<Double, Double>> curves = seeds.stream().map(RadiusCurves::curve).toList();
    List<Double> radii =
        curves.stream().flatMap(curve -> curve.keySet().stream()).distinct().sorted().toList();
    if (radii.isEmpty()) {
      return;
    }
    if (seeds.size() > 1) {
      Axes.band(
          chart,
          recipe + " band",
          new Points(radii, at(radii, curves, DoubleStream::min)),
          new Points(radii, at(radii, curves, DoubleStream::max)),
          color);
    }
    Axes.line(chart, recipe, new Points(radii, at(radii, curves, DoubleStream::average)), color);
  }

  /** A curve that has ended certifies nothing further out. */
  private static List<Double> at(
      List<Double> radii,
      List<NavigableMap<Double, Double>> curves,
      Function<DoubleStream, OptionalDouble> of) {
    return radii.stream()
        .map(
            radius ->
                of.apply(curves.stream().mapToDouble(curve -> curve.getOrDefault(radius, 0.0)))
                    .orElseThrow())
        .toList();
  }

  private static NavigableMap<Double, Double> curve(TrainedRun run) {
    Points points = points(run);
    NavigableMap<Double, Double> curve = new TreeMap<>();
    for (int k = 0; k < points.x().size(); k++) {
      curve.put(points.x().get(k), points.y().get(k));
    }
    return curve;
  }

  private Units units() {
    return Units.of(runs.get(0).unit());
  }

  private static Points points(TrainedRun run) {
    return Points.percent(run.curve(), "radius", "certified_accuracy");
  }
}
