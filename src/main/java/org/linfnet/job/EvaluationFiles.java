package org.linfnet.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.linfnet.WrittenNumber;
import org.linfnet.evaluate.Evaluation;
import org.linfnet.evaluate.EvaluationPlan;
import org.linfnet.evaluate.EvaluationTables;
import org.linfnet.report.FormattedTable;
import org.linfnet.report.ResultTable;

/**
 * What an evaluation leaves in its directory. The examples are evaluated once, into rows that every
 * table is then made of.
 *
 * @param evaluation the work
 * @param plan what is measured
 * @param subject what the record says of the classifier and the examples, in order
 */
record EvaluationFiles(Evaluation evaluation, EvaluationPlan plan, Map<String, Object> subject) {

  private static final String PREDICTIONS = "predictions";
  private static final String COUNTEREXAMPLES = "counterexamples";
  private static final String SUMMARY = "summary.csv";
  private static final String CURVE = "curve.csv";
  private static final String RECORD = "evaluation.json";
  private static final String REPORT = "report";
  private static final String ROWS = "rows";
  private static final double NANOSECONDS = 1e9;

  /** What the directory may hold, pictures included. */
  static final Set<String> NAMES =
      Set.of(PREDICTIONS, COUNTEREXAMPLES, SUMMARY, CURVE, RECORD, REPORT);

  /**
   * Evaluates, fills a directory and prints the summary.
   *
   * @throws IOException when the file system fails
   */
  void write(Path directory) throws IOException {
    SparkSession spark = evaluation.table().table().sparkSession();
    FileSystem files = directory.getFileSystem(spark.sparkContext().hadoopConfiguration());
    Path rows = new Path(directory, ROWS);
    long examples = evaluation.table().table().count();
    double seconds = evaluate(examples, rows);
    Dataset<Row> written = spark.read().parquet(rows.toString());
    requireCount(examples, written.count(), "evaluated");
    EvaluationTables tables = new EvaluationTables(written, plan, evaluation.encoding());
    String predictions = new Path(directory, PREDICTIONS).toString();
    tables.predictions().write().parquet(predictions);
    requireCount(examples, spark.read().parquet(predictions).count(), "written");
    tables.counterexamples().write().parquet(new Path(directory, COUNTEREXAMPLES).toString());
    ResultTable summary = asWritten(collected(SUMMARY, tables.summary()));
    write(files, new Path(directory, SUMMARY), summary::write);
    write(files, new Path(directory, CURVE), collected(CURVE, tables.curve())::write);
    write(files, new Path(directory, RECORD), record(examples, seconds));
    files.delete(rows, true);
    System.out.print(FormattedTable.of(summary).text());
  }

  /** A table of results stands for every example, or is not written. */
  private static void requireCount(long examples, long found, String what) {
    if (found != examples) {
      throw new IllegalStateException(
          "%d of %d examples were %s: another program changes the table or the output"
              .formatted(found, examples, what));
    }
  }

  /** The summary with each epsilon as it was asked for: 8/255, where the row holds a double. */
  private ResultTable asWritten(ResultTable summary) {
    Map<String, String> texts =
        plan.radii().stream()
            .collect(
                Collectors.toMap(radius -> Double.toString(radius.value()), WrittenNumber::text));
    return summary.with("epsilon", text -> texts.getOrDefault(text, text));
  }

  private double evaluate(long examples, Path rows) {
    long start = System.nanoTime();
    Progress.show(
        evaluation.table().table().sparkSession().sparkContext(),
        "evaluating",
        examples,
        evaluation::evaluated,
        () -> evaluation.rows(examples).write().parquet(rows.toString()));
    return (System.nanoTime() - start) / NANOSECONDS;
  }

  private Text record(long examples, double seconds) {
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
    return writer -> new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(writer, fields);
  }

  private static ResultTable collected(String source, Dataset<Row> rows) {
    List<List<String>> cells =
        rows.collectAsList().stream()
            .map(row -> IntStream.range(0, row.size()).mapToObj(i -> cell(row, i)).toList())
            .toList();
    return new ResultTable(source, List.of(rows.columns()), cells);
  }

  private static String cell(Row row, int column) {
    return row.isNullAt(column) ? "" : row.get(column).toString();
  }

  private static void write(FileSystem files, Path path, Text text) throws IOException {
    try (Writer writer =
        new OutputStreamWriter(files.create(path, false), StandardCharsets.UTF_8)) {
      text.write(writer);
    }
  }

  /** What goes into a file. */
  @FunctionalInterface
  private interface Text {
    void write(Writer writer) throws IOException;
  }
}
