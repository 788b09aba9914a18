package org.linfnet.report;

import java.util.List;
import java.util.Optional;
import org.knowm.xchart.XYChart;
import org.linfnet.input.RadiusUnit;

/**
 * Accuracy against the radius of the perturbation: how much of it is certified, and how much is
 * left without an attack and under attack, where that was measured.
 */
public final class RadiusCurve implements Figure {

  private static final String RADIUS = "radius";
  private static final String CERTIFIED = "certified_accuracy";
  private static final String CLEAN = "clean_accuracy";
  private static final String ATTACKED = "attacked_accuracy";
  private static final String EPSILON = "epsilon";
  private static final String PGD = "pgd_accuracy";
  private static final String STRONG = "strong_accuracy";
  private static final int WIDTH = 520;
  private static final int HEIGHT = 360;

  private final ResultTable curve;
  private final Points certified;
  private final Points clean;
  private final Points attacked;
  private final Points pgd;
  private final Points strong;
  private final Units units;

  private RadiusCurve(ResultTable curve, Points clean, Points pgd, Points strong, Units units) {
    this.curve = curve;
    this.certified = Points.percent(curve, RADIUS, CERTIFIED);
    this.attacked = Points.percent(curve, RADIUS, ATTACKED);
    this.clean = clean;
    this.pgd = pgd;
    this.strong = strong;
    this.units = units;
  }

  /**
   * The curve of {@code curve.csv} alone: columns {@code radius,certified_accuracy} and, where they
   * are there, {@code clean_accuracy} and {@code attacked_accuracy}. Empty when no radius was
   * measured.
   *
   * @param unit of the radii
   * @throws org.linfnet.InvalidInputException when a column is missing or a cell cannot be used
   */
  public static Optional<RadiusCurve> of(ResultTable curve, RadiusUnit unit) {
    return drawn(curve, Points.percent(curve, RADIUS, CLEAN), Points.NONE, Points.NONE, unit);
  }

  /**
   * The same, with what {@code summary.csv} adds to it: the clean accuracy when the curve has none,
   * and the accuracy under each attack at every epsilon.
   *
   * @param unit of the radii and the epsilons
   * @throws org.linfnet.InvalidInputException when a column is missing or a cell cannot be used
   */
  public static Optional<RadiusCurve> of(ResultTable curve, ResultTable summary, RadiusUnit unit) {
    Points clean =
        curve.measured(CLEAN)
            ? Points.percent(curve, RADIUS, CLEAN)
            : Points.percent(summary, EPSILON, CLEAN).level(lastRadius(curve));
    return drawn(
        curve,
        clean,
        Points.percent(summary, EPSILON, PGD),
        Points.percent(summary, EPSILON, STRONG),
        unit);
  }

  private static Optional<RadiusCurve> drawn(
      ResultTable curve, Points clean, Points pgd, Points strong, RadiusUnit unit) {
    RadiusCurve drawn = new RadiusCurve(curve, clean, pgd, strong, Units.of(unit));
    return drawn.certified.isEmpty() ? Optional.empty() : Optional.of(drawn);
  }

  private static double lastRadius(ResultTable curve) {
    return Points.numbers(curve, RADIUS, RADIUS).lastX();
  }

  @Override
  public String name() {
    return "radius-curve";
  }

  @Override
  public String title() {
    return "Accuracy at every radius";
  }

  @Override
  public String caption() {
    return "At each radius, the part of all examples that is classified rightly. Certified: proved "
        + "to stay right whatever is done to the "
        + units.inputs()
        + " within the radius. Clean: right when nothing is done. Attacked: still right after the "
        + "attack that was tried. The truth lies between the certified and the attacked accuracy.";
  }

  @Override
  public Optional<ResultTable> numbers() {
    return Optional.of(curve);
  }

  @Override
  public Picture picture() {
    return Drawing.of(List.of(chart()));
  }

  XYChart chart() {
    Axes axes =
        new Axes(
            "Accuracy under perturbation",
            "radius in " + units.axis(),
            "accuracy (%)",
            WIDTH,
            HEIGHT);
    XYChart chart = axes.chart();
    double last = Math.max(certified.lastX(), Math.max(pgd.lastX(), strong.lastX()));
    Axes.radii(chart, 0, last > 0 ? last : 1);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(100.0);
    if (!clean.isEmpty()) {
      Axes.dashed(chart, "clean", clean, Palette.CLEAN);
    }
    if (!attacked.isEmpty()) {
      Axes.line(chart, "attacked", attacked, Palette.ATTACKED);
    }
    if (!pgd.isEmpty()) {
      Axes.points(chart, "PGD", pgd, Palette.ATTACKED);
    }
    if (!strong.isEmpty()) {
      Axes.points(chart, "strong attack", strong, Palette.STRONGLY_ATTACKED);
    }
    Axes.line(chart, "certified", certified, Palette.CERTIFIED);
    return chart;
  }
}
