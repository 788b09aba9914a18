package org.linfnet.job;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.linfnet.certify.Evaluation;
import org.linfnet.certify.EvaluationPlan;
import org.linfnet.ml.LinfDistClassificationModel;
import org.linfnet.train.RunKernels;
import org.linfnet.train.TrainedNetwork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Certifies and attacks a model on a table of examples and writes the tables of results. */
public final class EvaluateJob implements Job<EvaluateOptions> {

  private static final Logger LOG = LoggerFactory.getLogger(EvaluateJob.class);

  /** The program. */
  public static void main(String[] arguments) {
    JobRunner.main(new EvaluateJob(), arguments);
  }

  @Override
  public String name() {
    return "linfnet evaluate";
  }

  @Override
  public CommandLine<EvaluateOptions> commandLine() {
    return new EvaluateCommandLine();
  }

  @Override
  public void configure(SparkConf settings) {
    RunKernels.ofDriver().pin(settings);
  }

  @Override
  public void run(EvaluateOptions options, SparkSession spark) throws Exception {
    EvaluationPlan plan =
        new EvaluationPlan(
            options.epsilons().stream().mapToDouble(Double::doubleValue).toArray(),
            options.attack(),
            options.seed());
    OutputDirectory output =
        OutputDirectory.checked(
            options.output(),
            options.overwrite(),
            EvaluationFiles.NAMES,
            spark.sparkContext().hadoopConfiguration());
    TrainedNetwork network = LinfDistClassificationModel.load(options.model()).network();
    Dataset<Row> table = EvaluatedExamples.read(options.data(), options.limit(), spark);
    try (Evaluation evaluation = new Evaluation(table, network, plan)) {
      output.write(new EvaluationFiles(evaluation, plan, subject(options))::write);
    }
    LOG.info("results are in {}", output);
  }

  private static Map<String, Object> subject(EvaluateOptions options) {
    Map<String, Object> subject = new LinkedHashMap<>();
    subject.put("model", options.model());
    subject.put("data", options.data());
    return subject;
  }
}
