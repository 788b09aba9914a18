package org.linfnet.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.SparkSession;
import org.linfnet.data.InvalidInputException;
import org.linfnet.ml.LinfDistClassificationModel;
import org.linfnet.report.Figure;
import org.linfnet.report.Report;
import org.linfnet.report.ResultTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws pictures out of what evaluation and training wrote, and a page that shows them all. */
public final class ReportJob implements Job<ReportOptions> {

  private static final Logger LOG = LoggerFactory.getLogger(ReportJob.class);
  private static final String SUMMARY = "summary.csv";

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
    EvaluationFigures evaluation = new EvaluationFigures(results, summary, spark);
    EvaluationRecord record = EvaluationRecord.of(results);
    List<Figure> figures = new ArrayList<>(evaluation.drawn());
    if (options.model().isPresent()) {
      ModelFigures model = model(options.model().get(), spark);
      model.history().ifPresent(figures::add);
      model.firstLayer(record.data()).ifPresent(figures::add);
      evaluation.counterexamples(model.network().trainedOn().shape()).ifPresent(figures::add);
    }
    Report report = new Report("linfnet: " + results.name(), Optional.of(summary), figures);
    ReportDirectory.write(report, results.path(ReportDirectory.NAME), hadoop);
    System.out.print(report.text());
    LOG.info("{}/report.html", results.path(ReportDirectory.NAME));
  }

  private static ModelFigures model(String path, SparkSession spark) throws IOException {
    InputDirectory directory =
        InputDirectory.existing(
            path, "submit/train.sh", spark.sparkContext().hadoopConfiguration());
    return new ModelFigures(directory, LinfDistClassificationModel.load(path).network(), spark);
  }
}
