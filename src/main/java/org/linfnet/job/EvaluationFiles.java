package org.linfnet.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.linfnet.evaluate.EvaluationTables;
import org.linfnet.report.FormattedTable;
import org.linfnet.report.ResultTable;

/**
 * What an evaluation leaves in a directory.
 *
 * @param output the directory, claimed
 */
record EvaluationFiles(OutputDirectory output) implements EvaluationOutput {

  private static final String PREDICTIONS = "predictions";
  private static final String COUNTEREXAMPLES = "counterexamples";
  private static final String SUMMARY = "summary.csv";
  private static final String CURVE = "curve.csv";
  private static final String RECORD = "evaluation.json";
  private static final String ROWS = "rows";

  /** What the directory holds, a report included. */
  private static final OutputLayout LAYOUT =
      OutputLayout.of(
          Set.of(RECORD),
          Set.of(SUMMARY, CURVE, RECORD),
          Map.of(
              PREDICTIONS,
              OutputLayout.TABLE,
              COUNTEREXAMPLES,
              OutputLayout.TABLE,
              ReportJob.REPORT,
              ReportJob.LAYOUT));

  static EvaluationFiles claimed(Arguments arguments, SparkSession spark) throws IOException {
    CatalogTable.requireNoFormat(arguments);
    return new EvaluationFiles(
        OutputDirectory.claimed(
            arguments, "output", LAYOUT, spark.sparkContext().hadoopConfiguration()));
  }

  @Override
  public void write(EvaluationResults results) throws Exception {
    output.write(directory -> fill(directory, results));
  }

  private static void fill(Path directory, EvaluationResults results) throws IOException {
    SparkSession spark = results.spark();
    FileSystem files = directory.getFileSystem(spark.sparkContext().hadoopConfiguration());
    Path rows = new Path(directory, ROWS);
    long examples = results.examples();
    double seconds = results.evaluate(examples, table -> table.write().parquet(rows.toString()));
    Dataset<Row> written = spark.read().parquet(rows.toString());
    EvaluationResults.requireCount(examples, written.count(), "evaluated");
    EvaluationTables tables = results.tables(written);
    String predictions = new Path(directory, PREDICTIONS).toString();
    tables.predictions().write().parquet(predictions);
    EvaluationResults.requireCount(examples, spark.read().parquet(predictions).count(), "written");
    tables.counterexamples().write().parquet(new Path(directory, COUNTEREXAMPLES).toString());
    ResultTable summary = results.summary(SUMMARY, tables);
    ResultTable curve = EvaluationResults.collected(CURVE, tables.curve());
    Map<String, Object> record = results.record(examples, seconds, tables);
    write(files, new Path(directory, SUMMARY), summary::write);
    write(files, new Path(directory, CURVE), curve::write);
    write(
        files,
        new Path(directory, RECORD),
        writer -> new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(writer, record));
    files.delete(rows, true);
    System.out.print(FormattedTable.of(summary).text());
  }

  private static void write(FileSystem files, Path path, Text text) throws IOException {
    try (Writer writer =
        new OutputStreamWriter(files.create(path, false), StandardCharsets.UTF_8)) {
      text.write(writer);
    }
  }

  @Override
  public void close() {
    output.close();
  }

  @Override
  public String toString() {
    return output.toString();
  }

  /** What goes into a file. */
  @FunctionalInterface
  private interface Text {
    void write(Writer writer) throws IOException;
  }
}
