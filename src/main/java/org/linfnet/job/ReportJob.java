package org.linfnet.job;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.linfnet.InvalidInputException;
import org.linfnet.ml.LinfDistClassificationModel;
import org.linfnet.model.TrainedModel;
import org.linfnet.report.Figure;
import org.linfnet.report.Report;
import org.linfnet.report.ResultTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Draws pictures out of what evaluation and training wrote, and a page that shows them all. */
public final class ReportJob implements Job {

  /** The directory of the report among the results. */
  static final String REPORT = "report";

  private static final Logger LOG = LoggerFactory.getLogger(ReportJob.class);
  private static final String SUMMARY = "summary.csv";
  private static final String PAGE = "report.html";

  /** What that directory holds. */
  static final OutputLayout LAYOUT =
      OutputLayout.ofFiles(
          PAGE,
          Stream.concat(
                  Stream.of(PAGE),
                  Stream.of(
                          "radius-curve",
                          "training-history",
                          "margins",
                          "first-layer",
                          "counterexamples")
                      .flatMap(figure -> Stream.of(figure + ".png", figure + ".svg")))
              .collect(Collectors.toUnmodifiableSet()));

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
  public CommandLine commandLine() {
    return new CommandLine("submit/report.sh")
        .required(
            "results",
            "DIR",
            "holds what submit/evaluate.sh wrote; takes the pictures and the page under report/")
        .option("model", "PATH", "holds what submit/train.sh wrote; adds its training history");
  }

  @Override
  public void run(Arguments arguments, SparkSession spark) throws Exception {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    InputDirectory results =
        InputDirectory.existing(arguments.required("results"), "submit/evaluate.sh", hadoop);
    ResultTable summary =
        results
            .table(SUMMARY)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        results + " holds no summary.csv: name what submit/evaluate.sh wrote"));
    EvaluationRecord record = EvaluationRecord.of(results);
    EvaluationFigures evaluation = new EvaluationFigures(results, record, summary, spark);
    List<Figure> figures = new ArrayList<>(evaluation.drawn());
    if (arguments.has("model")) {
      ModelFigures model = model(arguments.required("model"), record, spark);
      model.history().ifPresent(figures::add);
      model.firstLayer(record).ifPresent(figures::add);
      evaluation.counterexamples(model.network().encoding()).ifPresent(figures::add);
    }
    Report report =
        new Report(
            "linfnet: " + results.name(),
            record.facts(),
            record.unit(),
            Optional.of(summary),
            figures);
    write(report, results.path(REPORT), hadoop);
    System.out.print(report.text());
    LOG.info("{}/report.html", results.path(REPORT));
  }

  private static ModelFigures model(String path, EvaluationRecord record, SparkSession spark)
      throws IOException {
    InputDirectory directory =
        InputDirectory.existing(
            path, "submit/train.sh", spark.sparkContext().hadoopConfiguration());
    TrainedModel model = LinfDistClassificationModel.load(directory.toString()).trained();
    record.requireSame(path, model);
    return new ModelFigures(directory, model.network(), spark);
  }

  /** Writes a report in place of the one that may be there. */
  private static void write(Report report, Path directory, Configuration hadoop) throws Exception {
    try (OutputDirectory output =
        OutputDirectory.claimed(directory.toString(), true, LAYOUT, hadoop)) {
      Map<String, byte[]> contents = report.files();
      output.write(
          incomplete -> {
            FileSystem files = incomplete.getFileSystem(hadoop);
            for (Map.Entry<String, byte[]> file : contents.entrySet()) {
              try (OutputStream out = files.create(new Path(incomplete, file.getKey()))) {
                out.write(file.getValue());
              }
            }
          });
    }
  }
}
