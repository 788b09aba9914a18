package org.linfnet.job;

import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.linfnet.InvalidInputException;
import org.linfnet.attack.AttackKind;
import org.linfnet.evaluate.Evaluation;
import org.linfnet.explain.Explainer;
import org.linfnet.explain.Explanation;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.ExampleBlock;
import org.linfnet.kernel.Kernels;
import org.linfnet.ml.LinfDistClassificationModel;
import org.linfnet.report.ExplanationFigure;
import org.linfnet.report.Fact;
import org.linfnet.report.FormattedTable;
import org.linfnet.report.Report;
import org.linfnet.train.spark.ExampleTable;
import org.linfnet.train.spark.RunKernels;
import org.linfnet.train.spark.TableColumns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Explains the prediction for one row of a table. */
public final class ExplainJob implements Job {

  private static final Logger LOG = LoggerFactory.getLogger(ExplainJob.class);
  private static final long SEED = 1;
  private static final int DIGITS = 6;
  private static final String TEXT = "explanation.txt";
  private static final OutputLayout LAYOUT =
      OutputLayout.ofFiles(
          TEXT,
          Set.of(
              TEXT,
              "report.html",
              "explanation.png",
              "explanation.svg",
              "counterexamples.png",
              "counterexamples.svg"));

  /** The program. */
  public static void main(String[] arguments) {
    System.setProperty("java.awt.headless", "true");
    JobRunner.main(new ExplainJob(), arguments);
  }

  @Override
  public String name() {
    return "linfnet explain";
  }

  @Override
  public CommandLine commandLine() {
    CommandLine commandLine =
        new CommandLine("submit/explain.sh")
            .required("model", "PATH", "the model that submit/train.sh wrote")
            .required("data", "PATH", "a table of examples")
            .longNumber("id", "N", "the example whose prediction is explained, by its id")
            .required("output", "DIR", "takes the explanation as text, pictures and a page")
            .longNumber(
                "seed", "S", "another seed starts the attack from other points; default " + SEED)
            .flag("overwrite", "replaces an output that exists")
            .check(
                arguments -> {
                  if (!arguments.has("id")) {
                    throw new InvalidInputException("name an example with --id N (see --help)");
                  }
                });
    return ExampleTables.addOptions(commandLine);
  }

  @Override
  public void configure(SparkConf settings) {
    RunKernels.ofDriver().pin(settings);
  }

  @Override
  public void run(Arguments arguments, SparkSession spark) throws Exception {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    try (OutputDirectory output = OutputDirectory.claimed(arguments, "output", LAYOUT, hadoop)) {
      String path = StoragePath.read(arguments.required("model"), hadoop).toString();
      EncodedNetwork network = LinfDistClassificationModel.load(path).trained().network();
      long id = arguments.longNumber("id").orElseThrow();
      double[] values = values(example(id, arguments, network, spark), network);
      Explainer explainer =
          new Explainer(
              network,
              AttackKind.STRONG,
              arguments.longNumber("seed").orElse(SEED),
              Kernels.ofThisJvm());
      Report report = report(arguments, network, values, explainer.explain(id, values));
      String text = text(report);
      output.write(directory -> write(report.files(), text, directory, hadoop));
      System.out.print(text);
      LOG.info("the explanation is in {}", output);
    }
  }

  private static ExampleBlock example(
      long id, Arguments arguments, EncodedNetwork network, SparkSession spark) {
    ExampleTables tables = new ExampleTables(spark, arguments);
    ExampleTable all = tables.unlabelled(arguments.required("data"));
    int classes = network.network().classes();
    Evaluation.requireFit(all, network.encoding(), classes);
    ExampleTable named =
        all.where(TableColumns.of(all.table(), tables.idColumn(all, "id")).equalTo(id));
    List<Row> rows = named.selected().takeAsList(2);
    if (rows.size() != 1) {
      throw new InvalidInputException(
          "%s has %s with the id %d: name one with --id"
              .formatted(
                  arguments.required("data"),
                  rows.isEmpty() ? "no example" : "more than one example",
                  id));
    }
    return named
        .reader(network.network().inputSize(), classes)
        .read(rows.get(0))
        .orElseThrow(
            () -> new InvalidInputException("the example with the id " + id + " has weight 0"));
  }

  private static double[] values(ExampleBlock example, EncodedNetwork network) {
    double[] values = new double[network.network().inputSize()];
    network.encoding().toUser(example.values(), 0, values, 0);
    return values;
  }

  private static Report report(
      Arguments arguments, EncodedNetwork network, double[] values, Explanation explanation) {
    List<String> layers = network.network().layerNames();
    return new Report(
        "linfnet: example " + arguments.required("id"),
        facts(arguments, network, explanation),
        network.encoding().radiusUnit(),
        Optional.empty(),
        ExplanationFigure.figures(network.encoding(), layers, values, explanation));
  }

  private static List<Fact> facts(
      Arguments arguments, EncodedNetwork network, Explanation explanation) {
    return List.of(
        new Fact("model", arguments.required("model")),
        new Fact("data", arguments.required("data")),
        new Fact("id", arguments.required("id")),
        new Fact("prediction", Integer.toString(explanation.prediction())),
        new Fact("next class", Integer.toString(explanation.rival())),
        new Fact("lead", rounded(explanation.lead(), RoundingMode.HALF_EVEN)),
        new Fact("certified radius", rounded(explanation.certifiedRadius(), RoundingMode.FLOOR)),
        new Fact(
            "smallest change found",
            explanation
                .smallest()
                .map(
                    found ->
                        "%s, taken for %d (%s)"
                            .formatted(
                                rounded(found.distance(), RoundingMode.CEILING),
                                found.prediction(),
                                found.attack()))
                .orElse("none")),
        new Fact("unit", network.encoding().radiusUnit().label()));
  }

  /** To six digits. A radius that is certified is rounded down, one that was broken up. */
  private static String rounded(double value, RoundingMode mode) {
    return Double.isInfinite(value)
        ? Double.toString(value)
        : new BigDecimal(value).round(new MathContext(DIGITS, mode)).toString();
  }

  /** The facts, and what decides at the example. */
  private static String text(Report report) {
    StringBuilder text = new StringBuilder();
    report.facts().forEach(fact -> text.append("%s: %s%n".formatted(fact.name(), fact.text())));
    text.append("What decides the two logits:%n".formatted());
    report.figures().get(0).numbers().map(FormattedTable::of).ifPresent(t -> text.append(t.text()));
    return text.toString();
  }

  private static void write(
      Map<String, byte[]> files, String text, Path directory, Configuration hadoop)
      throws Exception {
    TextFile.write(new Path(directory, TEXT), text, hadoop);
    FileSystem system = directory.getFileSystem(hadoop);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      try (OutputStream out = system.create(new Path(directory, file.getKey()))) {
        out.write(file.getValue());
      }
    }
  }
}
