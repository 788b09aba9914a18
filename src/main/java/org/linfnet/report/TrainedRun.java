package org.linfnet.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.linfnet.InvalidInputException;
import org.linfnet.WrittenNumber;
import org.linfnet.input.RadiusUnit;

/**
 * A trained and evaluated network, among others that it is compared with.
 *
 * @param name of the run: that of its recipe, and {@code -seed-N}
 * @param dataSet the name of its data set; empty when it is not known
 * @param epsilon the radius that it was trained to certify
 * @param unit of its radii
 * @param weights its trained parameters
 * @param summary of its evaluation, with a row for {@code epsilon}
 * @param curve certified accuracy against radius
 * @param history of its training
 */
public record TrainedRun(
    String name,
    String dataSet,
    WrittenNumber epsilon,
    RadiusUnit unit,
    long weights,
    ResultTable summary,
    ResultTable curve,
    ResultTable history) {

  private static final Pattern SEED = Pattern.compile("-seed--?\\d+$");
  private static final String SECONDS = "seconds";
  private static final double SECONDS_A_MINUTE = 60;
  private static final List<String> ACCURACIES =
      List.of(
          "clean_accuracy",
          "pgd_accuracy",
          "strong_accuracy",
          "margin_certified_accuracy",
          "certified_accuracy");

  /**
   * @throws InvalidInputException when the summary has no row for epsilon
   */
  public TrainedRun {
    if (row(summary, epsilon.value()) < 0) {
      throw new InvalidInputException(
          "%s: no row for epsilon %s, which the recipe certifies at"
              .formatted(summary.source(), epsilon));
    }
  }

  /** The recipe of a run of that name. */
  public static String recipe(String name) {
    return SEED.matcher(name).replaceFirst("");
  }

  /** Runs by their recipes, in their order: those of one recipe differ in their seeds. */
  static Map<String, List<TrainedRun>> byRecipe(List<TrainedRun> runs) {
    return runs.stream()
        .collect(
            Collectors.groupingBy(
                run -> recipe(run.name()), LinkedHashMap::new, Collectors.toList()));
  }

  /** The name of a figure of runs of one data set. */
  static String figureName(String figure, String dataSet) {
    return dataSet.isEmpty() ? figure : figure + "-" + dataSet;
  }

  /** The epochs of its training. */
  int epochs() {
    return history.rows().size();
  }

  /**
   * The time of its training.
   *
   * @throws InvalidInputException when the history has no time of an epoch
   */
  double minutes() {
    return IntStream.range(0, epochs()).mapToDouble(this::seconds).sum() / SECONDS_A_MINUTE;
  }

  private double seconds(int row) {
    OptionalDouble seconds = history.number(row, SECONDS);
    if (seconds.isEmpty() || !Double.isFinite(seconds.getAsDouble())) {
      throw new InvalidInputException(
          "%s line %d, column %s: '%s' is not the seconds of an epoch; write how long it took"
              .formatted(history.source(), row + 2, SECONDS, history.text(row, SECONDS)));
    }
    return seconds.getAsDouble();
  }

  /** An accuracy within epsilon, a fraction; empty when it was not measured. */
  OptionalDouble accuracy(String column) {
    return summary.has(column)
        ? summary.fraction(row(summary, epsilon.value()), column)
        : OptionalDouble.empty();
  }

  /** Runs as one table of results: a row for each. */
  public static ResultTable table(List<TrainedRun> runs) {
    List<String> columns =
        Stream.of(List.of("run", "epsilon"), ACCURACIES, List.of("weights", "epochs", "minutes"))
            .flatMap(List::stream)
            .toList();
    return new ResultTable("runs", columns, runs.stream().map(TrainedRun::cells).toList());
  }

  private List<String> cells() {
    List<String> cells = new ArrayList<>(List.of(name, epsilon.text()));
    for (String column : ACCURACIES) {
      OptionalDouble accuracy = accuracy(column);
      cells.add(accuracy.isPresent() ? Double.toString(accuracy.getAsDouble()) : "");
    }
    cells.add(Long.toString(weights));
    cells.add(Integer.toString(epochs()));
    cells.add(String.format(Locale.ROOT, "%.1f", minutes()));
    return cells;
  }

  private static int row(ResultTable summary, double epsilon) {
    return IntStream.range(0, summary.rows().size())
        .filter(row -> summary.number(row, "epsilon").equals(OptionalDouble.of(epsilon)))
        .findFirst()
        .orElse(-1);
  }
}
