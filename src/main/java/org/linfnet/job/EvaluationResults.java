package org.linfnet.job;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.linfnet.WrittenNumber;
import org.linfnet.evaluate.Evaluation;
import org.linfnet.evaluate.EvaluationPlan;
import org.linfnet.evaluate.EvaluationTables;
import org.linfnet.evaluate.MarginErrors;
import org.linfnet.report.ResultTable;

/**
 * An evaluation and what is kept of it. The examples are evaluated once, into rows that every table
 * is then made of.
 *
 * @param evaluation the work
 * @param plan what is measured
 * @param subject what the record says of the classifier and the examples, in order
 */
record EvaluationResults(Evaluation evaluation, EvaluationPlan plan, Map<String, Object> subject) {

  private static final double NANOSECONDS = 1e9;

  SparkSession spark() {
    return evaluation.table().table().sparkSession();
  }

  /** The number of examples, counted. */
  long examples() {
    return evaluation.table().table().count();
  }

  /**
   * Evaluates the examples.
   *
   * @param keep stores the rows of results, which are computed when it asks for them
   * @return the seconds it took
   */
  double evaluate(long examples, Consumer<Dataset<Row>> keep) {
    long start = System.nanoTime();
    Progress.show(
        spark().sparkContext(),
        "evaluating",
        examples,
        evaluation::evaluated,
        () -> keep.accept(evaluation.rows(examples)));
    return (System.nanoTime() - start) / NANOSECONDS;
  }

  /** The tables of stored rows of results. */
  EvaluationTables tables(Dataset<Row> rows) {
    return new EvaluationTables(rows, plan, evaluation.encoding());
  }

  /** A table of results stands for every example, or is not written. */
  static void requireCount(long examples, long found, String what) {
    if (found != examples) {
      throw new IllegalStateException(
          "%d of %d examples were %s: another program changes the table or the output"
              .formatted(found, examples, what));
    }
  }

  /** The summary with each epsilon as it was asked for: 8/255, where the row holds a double. */
  ResultTable summary(String source, EvaluationTables tables) {
    Map<String, String> texts =
        plan.radii().stream()
            .collect(
                Collectors.toMap(radius -> Double.toString(radius.value()), WrittenNumber::text));
    return collected(source, tables.summary())
        .with("epsilon", text -> texts.getOrDefault(text, text));
  }

  /** What was evaluated, how and when, by name. */
  Map<String, Object> record(long examples, double seconds, EvaluationTables tables) {
    Map<String, Object> fields = new LinkedHashMap<>(subject);
    fields.put("examples", examples);
    fields.put("epsilons", plan.epsilons());
    fields.put("radius_unit", evaluation.encoding().radiusUnit().label());
    fields.put("lipschitz", evaluation.lipschitz());
    fields.put("attack", plan.attack().lowerCase());
    fields.put("seed", plan.seed());
    fields.put("bounds", plan.method().name().toLowerCase(Locale.ROOT));
    fields.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    fields.put("seconds", seconds);
    fields.put("weights", evaluation.weights());
    List<String> classes = evaluation.table().classNames();
    if (!classes.isEmpty()) {
      fields.put(EvaluationRecord.CLASSES, classes);
    }
    if (evaluation.lipschitz() <= 1) {
      fields.put("margin_errors", MarginErrors.of(tables.rows(), plan.epsilons()));
    }
    return fields;
  }

  /** A small table, in memory. */
  static ResultTable collected(String source, Dataset<Row> rows) {
    List<List<String>> cells =
        rows.collectAsList().stream()
            .map(row -> IntStream.range(0, row.size()).mapToObj(i -> cell(row, i)).toList())
            .toList();
    return new ResultTable(source, List.of(rows.columns()), cells);
  }

  private static String cell(Row row, int column) {
    return row.isNullAt(column) ? "" : row.get(column).toString();
  }
}
