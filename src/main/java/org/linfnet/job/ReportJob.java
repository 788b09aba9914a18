package org.linfnet.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.linfnet.data.InvalidInputException;
import org.linfnet.report.Figure;
import org.linfnet.report.MarginHistogram;
import org.linfnet.report.RadiusCurve;
import org.linfnet.report.Report;
import org.linfnet.report.ResultTable;
import org.linfnet.report.TrainingHistory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws pictures out of what evaluation and training wrote, and a page that shows them all. */
public final class ReportJob implements Job<ReportOptions> {

  private static final Logger LOG = LoggerFactory.getLogger(ReportJob.class);
  private static final String SUMMARY = "summary.csv";
  private static final String CURVE = "curve.csv";
  private static final String PREDICTIONS = "predictions";
  private static final String HISTORY = "history.csv";
  private static final String EPSILON = "epsilon";
  private static final String MARGIN = "margin";

  /** The program. */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    JobRunner.main(new ReportJob(), arguments);
  }

  @Override
  public String name() {
    return "linfnet report";
  }

  @Override
  public CommandLine<ReportOptions> commandLine() {
    return new ReportCommandLine();
  }

  @Override
  public void run(ReportOptions options, SparkSession spark) throws Exception {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    InputDirectory results =
        InputDirectory.existing(options.results(), "submit/evaluate.sh", hadoop);
    ResultTable summary =
        results
            .table(SUMMARY)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        results + " holds no summary.csv: name what submit/evaluate.sh wrote"));
    List<Figure> figures = new ArrayList<>();
    results.table(CURVE).flatMap(curve -> RadiusCurve.of(curve, summary)).ifPresent(figures::add);
    margins(results, summary, spark).ifPresent(figures::add);
    if (options.model().isPresent()) {
      InputDirectory.existing(options.model().get(), "submit/train.sh", hadoop)
          .table(HISTORY)
          .flatMap(TrainingHistory::of)
          .ifPresent(figures::add);
    }
    Report report = new Report("linfnet: " + results.name(), Optional.of(summary), figures);
    ReportDirectory.write(report, results.path(ReportDirectory.NAME), hadoop);
    System.out.print(report.text());
    LOG.info("{}/report.html", results.path(ReportDirectory.NAME));
  }

  private static Optional<MarginHistogram> margins(
      InputDirectory results, ResultTable summary, SparkSession spark) throws IOException {
    if (!results.holds(PREDICTIONS)) {
      return Optional.empty();
    }
    Dataset<Row> predictions = spark.read().parquet(results.path(PREDICTIONS).toString());
    if (!Arrays.asList(predictions.columns()).contains(MARGIN)) {
      return Optional.empty();
    }
    Column margin = predictions.col(MARGIN).cast("double");
    double[] margins =
        predictions
            .select(margin)
            .where(margin.isNotNull())
            .as(Encoders.DOUBLE())
            .collectAsList()
            .stream()
            .mapToDouble(Double::doubleValue)
            .toArray();
    List<Double> epsilons =
        IntStream.range(0, summary.rows().size())
            .mapToObj(row -> summary.number(row, EPSILON))
            .flatMapToDouble(OptionalDouble::stream)
            .boxed()
            .toList();
    return MarginHistogram.of(margins, epsilons);
  }
}
