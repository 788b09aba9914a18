package org.linfnet.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.linfnet.WrittenNumber;
import org.linfnet.input.RadiusUnit;

/**
 * How many examples have which half margin. Half the margin is the radius that the margin
 * certifies; below 0 the example is classified wrongly.
 */
public final class MarginHistogram implements Figure {

  private static final int BINS = 40;
  private static final String FROM = "half_margin_from";
  private static final String TO = "half_margin_to";
  private static final String EXAMPLES = "examples";
  private static final double HEADROOM = 1.28;

  /** Lines end below all labels, and labels of neighbours are on lines of their own. */
  private static final double LINE_TOP = 0.79;

  private static final double LABELS_TOP = 0.95;
  private static final double LABEL_LINE = 0.06;
  private static final int LABEL_LINES = 3;
  private static final double PLOT_WIDTH = 420;
  private static final double CHARACTER_WIDTH = 8;
  private static final int WIDTH = 520;
  private static final int HEIGHT = 360;

  private final double binWidth;
  private final long firstBin;
  private final List<Long> counts;
  private final List<WrittenNumber> epsilons;
  private final Units units;

  private MarginHistogram(
      double binWidth, long firstBin, long[] counts, List<WrittenNumber> epsilons, Units units) {
    this.binWidth = binWidth;
    this.firstBin = firstBin;
    this.counts = Arrays.stream(counts).boxed().toList();
    this.epsilons = List.copyOf(epsilons);
    this.units = units;
  }

  /**
   * Counts margins. Empty when there is none.
   *
   * @param margins of the right logit over the best other one, one an example
   * @param epsilons the radii to mark
   * @param unit of the margins and the radii
   * @throws IllegalArgumentException when a margin is not finite
   */
  public static Optional<MarginHistogram> of(
      double[] margins, List<WrittenNumber> epsilons, RadiusUnit unit) {
    if (margins.length == 0) {
      return Optional.empty();
    }
    double[] halves = Arrays.stream(margins).map(margin -> margin / 2).toArray();
    double least = Arrays.stream(halves).min().orElseThrow();
    double most = Arrays.stream(halves).max().orElseThrow();
    if (!Double.isFinite(least) || !Double.isFinite(most)) {
      throw new IllegalArgumentException("margins from " + 2 * least + " to " + 2 * most);
    }
    double range = most > least ? most - least : Math.abs(most);
    double binWidth = roundWidth(range / BINS);
    long first = bin(least, binWidth);
    long[] counts = new long[Math.toIntExact(bin(most, binWidth) - first) + 1];
    for (double half : halves) {
      counts[Math.toIntExact(bin(half, binWidth) - first)]++;
    }
    return Optional.of(new MarginHistogram(binWidth, first, counts, epsilons, Units.of(unit)));
  }

  private static long bin(double half, double binWidth) {
    return (long) Math.floor(half / binWidth);
  }

  /** The next 1, 2 or 5 times a power of ten, so that 0 is the edge of a bin. */
  private static double roundWidth(double width) {
    if (width == 0) {
      return 0.01;
    }
    double power = Math.pow(10, Math.floor(Math.log10(width)));
    double digits = width / power;
    return power * (digits <= 1 ? 1 : digits <= 2 ? 2 : digits <= 5 ? 5 : 10);
  }

  @Override
  public String name() {
    return "margins";
  }

  @Override
  public String title() {
    return "Margins";
  }

  @Override
  public String caption() {
    return "The margin is the lead of the right class over the best other one. A change of every "
        + units.value()
        + " by less than half of it cannot turn the decision. Left of 0 the decision is wrong "
        + "already; right of a dashed line it is certified at that radius by the margin alone.";
  }

  /** A row for each bin: where it begins and ends, and its examples. */
  @Override
  public Optional<ResultTable> numbers() {
    List<List<String>> rows = new ArrayList<>();
    for (int bin = 0; bin < counts.size(); bin++) {
      rows.add(
          List.of(
              Float.toString((float) edge(bin)),
              Float.toString((float) edge(bin + 1)),
              Long.toString(counts.get(bin))));
    }
    return Optional.of(new ResultTable(name() + ".csv", List.of(FROM, TO, EXAMPLES), rows));
  }

  @Override
  public Picture picture() {
    return Drawing.of(List.of(chart()));
  }

  XYChart chart() {
    Axes axes =
        new Axes(
            "Half the margin of every example",
            "half the margin in " + units.axis(),
            "examples",
            WIDTH,
            HEIGHT);
    XYChart chart = axes.chart();
    double top = HEADROOM * counts.stream().mapToLong(Long::longValue).max().orElseThrow();
    double right = Math.max(edge(counts.size()), largestEpsilon() * HEADROOM);
    Axes.radii(chart, Math.min(0, edge(0)), right);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(top);
    int zero = Math.toIntExact(Math.max(0, Math.min(counts.size(), -firstBin)));
    if (zero > 0) {
      Axes.area(chart, "classified wrongly", outline(0, zero), Palette.ATTACKED);
    }
    if (zero < counts.size()) {
      Axes.area(chart, "classified rightly", outline(zero, counts.size()), Palette.CERTIFIED);
    }
    double pixel = (right - Math.min(0, edge(0))) / PLOT_WIDTH;
    for (int mark = 0; mark < epsilons.size(); mark++) {
      WrittenNumber epsilon = epsilons.get(mark);
      Axes.upright(chart, "epsilon " + epsilon, epsilon.value(), LINE_TOP * top);
      double height = top * (LABELS_TOP - LABEL_LINE * (mark % LABEL_LINES));
      double half = pixel * CHARACTER_WIDTH * epsilon.text().length() / 2;
      double x = Math.min(epsilon.value(), right - half);
      chart.addAnnotation(new AnnotationText(epsilon.text(), x, height, false));
    }
    return chart;
  }

  private double largestEpsilon() {
    return epsilons.stream().mapToDouble(WrittenNumber::value).max().orElse(0);
  }

  private double edge(int bin) {
    return (firstBin + bin) * binWidth;
  }

  private Points outline(int from, int to) {
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    x.add(edge(from));
    y.add(0.0);
    for (int bin = from; bin < to; bin++) {
      x.addAll(List.of(edge(bin), edge(bin + 1)));
      y.addAll(List.of((double) counts.get(bin), (double) counts.get(bin)));
    }
    x.add(edge(to));
    y.add(0.0);
    return new Points(x, y);
  }
}
