package org.linfnet.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.linfnet.input.RadiusUnit;

/**
 * Counterexamples that are features: of each, the features that moved most, with their values
 * before and after and a bar for the share of epsilon that they moved by.
 *
 * @param counterexamples at least one
 * @param halfWidths how far each feature moves at radius 1, {@code double[features]}; not copied
 * @param unit of the radius
 */
record FeatureChanges(List<Counterexample> counterexamples, double[] halfWidths, RadiusUnit unit)
    implements Figure {

  private static final int FEATURES_SHOWN = 4;
  private static final int DIGITS_SHOWN = 3;
  private static final int PLAIN_DIGITS = 7;

  /**
   * @throws IllegalArgumentException when a counterexample does not have that many features
   */
  FeatureChanges {
    counterexamples = List.copyOf(counterexamples);
    for (Counterexample example : counterexamples) {
      if (example.shape().size() != halfWidths.length) {
        throw new IllegalArgumentException(
            "%s features, but %d half-widths".formatted(example.shape(), halfWidths.length));
      }
    }
  }

  @Override
  public String name() {
    return "counterexamples";
  }

  @Override
  public String title() {
    return "Counterexamples";
  }

  @Override
  public String caption() {
    return "Examples that an attack turned into another class: epsilon, the right class, the class that is "
        + "given instead, and the largest change of a feature in "
        + Units.of(unit).text()
        + ". Below, the features that moved most, each with its value before and after. A bar is "
        + "the share of epsilon that the feature moved by (orange: raised, blue: lowered).";
  }

  @Override
  public Optional<ResultTable> numbers() {
    return Optional.empty();
  }

  @Override
  public Picture picture() {
    return bars().picture();
  }

  BarGroups bars() {
    return new BarGroups(
        "Counterexamples",
        "values before and after, and the share of epsilon",
        counterexamples.stream().map(this::group).toList());
  }

  private BarGroups.Group group(Counterexample example) {
    int[] moved =
        IntStream.range(0, halfWidths.length)
            .filter(feature -> example.change(feature) != 0)
            .toArray();
    List<BarGroups.Bar> bars =
        IntStream.of(moved)
            .boxed()
            .sorted(Comparator.comparingDouble(feature -> -Math.abs(share(example, feature))))
            .limit(FEATURES_SHOWN)
            .map(feature -> bar(example, feature))
            .toList();
    return new BarGroups.Group(
        "%s: class %s taken for %s, by %s"
            .formatted(
                example.epsilon(),
                example.label(),
                example.prediction(),
                shortened(example.distance(halfWidths))),
        moved.length > bars.size() ? bars.size() + " of " + moved.length + " changes" : "",
        bars);
  }

  private double share(Counterexample example, int feature) {
    return example.change(feature) / (halfWidths[feature] * example.epsilon().value());
  }

  private BarGroups.Bar bar(Counterexample example, int feature) {
    double change = Math.abs(example.change(feature));
    int decimals = DIGITS_SHOWN - 1 - (int) Math.floor(Math.log10(change));
    return new BarGroups.Bar(
        "feature " + feature,
        value(example.original()[feature], decimals)
            + " to "
            + value(example.perturbed()[feature], decimals),
        share(example, feature));
  }

  private static String shortened(double number) {
    MathContext digits = new MathContext(DIGITS_SHOWN, RoundingMode.HALF_EVEN);
    return text(new BigDecimal(number).round(digits).stripTrailingZeros());
  }

  /** A value with the decimals that its change shows in. */
  private static String value(double value, int decimals) {
    BigDecimal exact = new BigDecimal(value);
    return text(
        exact.setScale(
            hasFewDigits(exact) ? Math.max(0, decimals) : decimals, RoundingMode.HALF_EVEN));
  }

  /** Plain digits where they are few, else with an exponent. */
  private static String text(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    return number.scale() < 0 && hasFewDigits(number) ? number.toPlainString() : number.toString();
  }

  private static boolean hasFewDigits(BigDecimal number) {
    return number.precision() - number.scale() <= PLAIN_DIGITS;
  }
}
