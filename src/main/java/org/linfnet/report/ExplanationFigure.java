package org.linfnet.report;

import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.linfnet.WrittenNumber;
import org.linfnet.explain.Decider;
import org.linfnet.explain.Explainer;
import org.linfnet.explain.Explanation;
import org.linfnet.input.Encoding;
import org.linfnet.layer.Shape;

/**
 * The inputs that a prediction depends on: a picture beside the slopes of its pixels, or bars for
 * the features with the steepest slopes. The table holds what decides at the example itself.
 *
 * @param encoding of the network's inputs
 * @param layers the kinds of the network's layers, first to last
 * @param values the example in the user's units, {@code double[inputs]}; not copied
 * @param explanation of the prediction for it
 */
public record ExplanationFigure(
    Encoding encoding, List<String> layers, double[] values, Explanation explanation)
    implements Figure {

  private static final int FEATURES_SHOWN = 12;
  private static final double LEAST_SHARE = 0.005;
  private static final int DIGITS = 4;

  /**
   * The figures of an explanation: this one, and for features the smallest change found, which a
   * picture holds itself.
   */
  public static List<Figure> figures(
      Encoding encoding, List<String> layers, double[] values, Explanation explanation) {
    List<Figure> figures = new ArrayList<>();
    figures.add(new ExplanationFigure(encoding, layers, values, explanation));
    if (!encoding.isPicture()) {
      explanation
          .smallest()
          .map(found -> counterexample(encoding.shape(), values, explanation.prediction(), found))
          .flatMap(found -> Counterexample.figure(List.of(found), encoding))
          .ifPresent(figures::add);
    }
    return figures;
  }

  private static Counterexample counterexample(
      Shape shape, double[] values, int prediction, org.linfnet.attack.Counterexample found) {
    MathContext up = new MathContext(DIGITS, RoundingMode.CEILING);
    double radius = new BigDecimal(found.distance()).round(up).doubleValue();
    return new Counterexample(
        shape,
        values,
        found.values(),
        Integer.toString(prediction),
        Integer.toString(found.prediction()),
        WrittenNumber.of(radius));
  }

  @Override
  public String name() {
    return "explanation";
  }

  @Override
  public String title() {
    return "What the prediction depends on";
  }

  @Override
  public String caption() {
    String slopes =
        ("what the lead of class %d over class %d gains as the value rises (orange) or loses"
                + " (blue), through the same weights at p = %d")
            .formatted(explanation.prediction(), explanation.rival(), (int) Explainer.RELAXED_P);
    return encoding.isPicture()
        ? "The image, for each pixel "
            + slopes
            + ", and, where a change was found that turns the prediction, the changed image and the"
            + " change. Below, the largest change of a pixel and the certified radius."
        : "For each of the features with the steepest slopes, its value and " + slopes + ".";
  }

  /** The deciders. */
  @Override
  public Optional<ResultTable> numbers() {
    return Optional.of(
        new ResultTable(
            name(),
            List.of("logit of class", "layer", "unit", "slope"),
            explanation.deciders().stream()
                .map(
                    decider ->
                        List.of(
                            Integer.toString(decider.logit()),
                            layer(decider),
                            unit(decider),
                            Double.toString(decider.slope())))
                .toList()));
  }

  private String layer(Decider decider) {
    return decider.layer() == 0
        ? "inputs"
        : decider.layer() + " " + layers.get(decider.layer() - 1);
  }

  private String unit(Decider decider) {
    return decider.layer() == 0 && encoding.isPicture()
        ? pixel(encoding.shape(), decider.unit())
        : Integer.toString(decider.unit());
  }

  private static String pixel(Shape shape, int input) {
    int plane = shape.height() * shape.width();
    String place =
        "row %d column %d".formatted(input % plane / shape.width(), input % shape.width());
    return shape.channels() == 1 ? place : "channel %d %s".formatted(input / plane, place);
  }

  @Override
  public Picture picture() {
    return encoding.isPicture() ? tiles().picture() : bars().picture();
  }

  private TileGrid tiles() {
    Shape shape = encoding.shape();
    double steepest = steepest();
    List<BufferedImage> tiles = new ArrayList<>();
    tiles.add(Tile.picture(shape, pixel -> values[pixel]));
    tiles.add(Tile.change(shape, pixel -> explanation.slopes()[pixel] / steepest));
    explanation
        .smallest()
        .ifPresent(
            found -> {
              double[] changed = found.values();
              double stretch = 1 / found.distance();
              tiles.add(Tile.picture(shape, pixel -> changed[pixel]));
              tiles.add(Tile.change(shape, pixel -> stretch * (changed[pixel] - values[pixel])));
            });
    return new TileGrid(
        title(),
        "the image, the slopes of its pixels, the changed image, the change",
        List.of(new TileGrid.Group(tiles, turned())));
  }

  /** Short enough for the place below two tiles, and longer where there are four. */
  private String turned() {
    return explanation
        .smallest()
        .map(
            found ->
                String.format(
                    Locale.ROOT,
                    "%d taken for %d by %.4f, certified to %.4f",
                    explanation.prediction(),
                    found.prediction(),
                    found.distance(),
                    certifiedRadius()))
        .orElseGet(
            () ->
                String.format(
                    Locale.ROOT,
                    "%d, certified to %.4f",
                    explanation.prediction(),
                    certifiedRadius()));
  }

  private BarGroups bars() {
    double steepest = steepest();
    List<BarGroups.Bar> bars =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(input -> -Math.abs(explanation.slopes()[input])))
            .limit(FEATURES_SHOWN)
            .filter(input -> Math.abs(explanation.slopes()[input]) >= LEAST_SHARE * steepest)
            .map(
                input ->
                    new BarGroups.Bar(
                        "feature " + input,
                        String.format(Locale.ROOT, "%.4g", values[input]),
                        explanation.slopes()[input] / steepest))
            .toList();
    return new BarGroups(
        title(), "values and slopes", List.of(new BarGroups.Group(heading(), "", bars)));
  }

  private String heading() {
    return String.format(
        Locale.ROOT,
        "class %d before %d, certified to %.4f",
        explanation.prediction(),
        explanation.rival(),
        certifiedRadius());
  }

  /** Rounded down to the digits that are shown. */
  private double certifiedRadius() {
    double digits = Math.pow(10, DIGITS);
    return Math.floor(explanation.certifiedRadius() * digits) / digits;
  }

  /** The steepest slope, so that it fills a bar; 1 where all are 0. */
  private double steepest() {
    double steepest = Arrays.stream(explanation.slopes()).map(Math::abs).max().orElse(0);
    return steepest == 0 ? 1 : steepest;
  }
}
