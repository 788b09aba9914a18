package org.linfnet.job;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.linfnet.certify.AttackKind;
import org.linfnet.certify.Evaluation;
import org.linfnet.certify.EvaluationPlan;
import org.linfnet.certify.Perceptron;
import org.linfnet.data.ExampleSchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The natural baseline: fits MLlib's multilayer perceptron to a table of examples, attacks it as
 * {@link EvaluateJob} attacks a distance net, and writes the same tables of results. Of a
 * perceptron nothing is certified.
 */
public final class NaturalJob implements Job<NaturalOptions> {

  private static final Logger LOG = LoggerFactory.getLogger(NaturalJob.class);

  private record TimedFit(PerceptronFit.Fitted model, double seconds) {}

  /** The program. */
  public static void main(String[] arguments) {
    JobRunner.main(new NaturalJob(), arguments);
  }

  @Override
  public String name() {
    return "linfnet natural";
  }

  @Override
  public CommandLine<NaturalOptions> commandLine() {
    return new NaturalCommandLine();
  }

  @Override
  public void run(NaturalOptions options, SparkSession spark) throws Exception {
    EvaluationPlan plan =
        new EvaluationPlan(
            options.epsilons().stream().mapToDouble(Double::doubleValue).toArray(),
            AttackKind.PGD,
            options.seed());
    OutputDirectory output =
        OutputDirectory.checked(
            options.output(),
            options.overwrite(),
            EvaluationFiles.NAMES,
            spark.sparkContext().hadoopConfiguration());
    Dataset<Row> train = spark.read().parquet(options.train());
    Dataset<Row> data = EvaluatedExamples.read(options.data(), options.limit(), spark);
    Evaluation.requireFit(data.schema(), ExampleSchema.describe(train.schema()));
    TimedFit fit = fit(options, train);
    Perceptron perceptron = fit.model().perceptron();
    try (Evaluation evaluation = new Evaluation(data, perceptron, plan)) {
      output.write(new EvaluationFiles(evaluation, plan, subject(options, fit))::write);
    }
    LOG.info("results are in {}", output);
  }

  private static TimedFit fit(NaturalOptions options, Dataset<Row> train) {
    PerceptronFit fit = new PerceptronFit(options.layers(), options.iterations(), options.seed());
    LOG.info("fitting a perceptron, at most {} iterations", options.iterations());
    long began = System.nanoTime();
    PerceptronFit.Fitted model = fit.to(train);
    double seconds = (System.nanoTime() - began) * 1e-9;
    LOG.info(
        "fitted {} weights in {} iterations, {} s",
        model.perceptron().weights().length,
        model.iterations(),
        Math.round(seconds));
    return new TimedFit(model, seconds);
  }

  private static Map<String, Object> subject(NaturalOptions options, TimedFit fit) {
    Map<String, Object> subject = new LinkedHashMap<>();
    subject.put("classifier", "MultilayerPerceptronClassifier");
    subject.put("layers", fit.model().perceptron().widths());
    subject.put("iterations", fit.model().iterations());
    subject.put("fit_seconds", fit.seconds());
    subject.put("train", options.train());
    subject.put("data", options.data());
    return subject;
  }
}
