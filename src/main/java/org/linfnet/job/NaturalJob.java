package org.linfnet.job;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.linfnet.InvalidInputException;
import org.linfnet.attack.AttackKind;
import org.linfnet.evaluate.Evaluation;
import org.linfnet.evaluate.EvaluationPlan;
import org.linfnet.input.Encoding;
import org.linfnet.input.FeatureScaling;
import org.linfnet.train.spark.ExampleTable;
import org.linfnet.train.spark.LabelledExamples;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The natural baseline: fits MLlib's multilayer perceptron to a table of examples, then certifies
 * and attacks it as {@link EvaluateJob} does with a model, and writes the same tables of results.
 */
public final class NaturalJob implements Job {

  private static final Logger LOG = LoggerFactory.getLogger(NaturalJob.class);
  private static final List<Integer> LAYERS = List.of(128);
  private static final int ITERATIONS = 100;
  private static final long SEED = 1;

  /** The program. */
  public static void main(String[] arguments) {
    JobRunner.main(new NaturalJob(), arguments);
  }

  @Override
  public String name() {
    return "linfnet natural";
  }

  @Override
  public CommandLine commandLine() {
    CommandLine commandLine =
        new CommandLine("submit/natural.sh")
            .required("train", "PATH", "the table of examples that the perceptron is fitted to")
            .required("data", "PATH", "the table of examples that it is scored and attacked on")
            .required(
                "epsilon",
                "E[,E...]",
                "radii, such as 0.3 or 8/255; for images 0.3 is three tenths of the way from black to"
                    + " white")
            .option("layers", "N[,N...]", "widths of the hidden layers; default 128")
            .wholeNumber("iterations", "N", 1, "the most that L-BFGS takes; default " + ITERATIONS)
            .longNumber(
                "seed",
                "S",
                "another seed starts the fit from other weights and the attack from other points")
            .wholeNumber("limit", "N", 1, "evaluates the first N examples by id")
            .check(
                arguments -> {
                  EvaluateJob.epsilons(arguments);
                  widths(arguments);
                });
    return ExampleTables.addTrainingOptions(EvaluationOutput.addOptions(commandLine));
  }

  private static List<Integer> widths(Arguments arguments) {
    if (!arguments.has("layers")) {
      return LAYERS;
    }
    String list = arguments.required("layers");
    try {
      List<Integer> widths =
          Arrays.stream(list.split(",", -1)).map(width -> Integer.valueOf(width.strip())).toList();
      if (widths.stream().allMatch(width -> width > 0)) {
        return widths;
      }
    } catch (NumberFormatException e) {
      // The message below names the value.
    }
    throw new InvalidInputException(
        "--layers " + list + ": give whole numbers above 0 separated by commas, such as 256,128");
  }

  @Override
  public void run(Arguments arguments, SparkSession spark) throws Exception {
    EvaluationPlan plan =
        new EvaluationPlan(
            EvaluateJob.epsilons(arguments),
            AttackKind.PGD,
            arguments.longNumber("seed").orElse(SEED));
    try (EvaluationOutput output = EvaluationOutput.claimed(arguments, spark)) {
      evaluate(arguments, plan, output, spark);
      LOG.info("results are in {}", output);
    }
  }

  private static void evaluate(
      Arguments arguments, EvaluationPlan plan, EvaluationOutput output, SparkSession spark)
      throws Exception {
    ExampleTables tables = new ExampleTables(spark, arguments);
    ExampleTable train = tables.labelled(arguments.required("train"));
    ExampleTable data = tables.evaluated();
    PerceptronFit fit =
        new PerceptronFit(
            widths(arguments), arguments.wholeNumber("iterations").orElse(ITERATIONS), plan.seed());
    LabelledExamples examples = train.labelled(tables.classes(train), FeatureScaling.BY_FEATURE);
    Encoding encoding = PerceptronFit.encoding(examples);
    Evaluation.requireFit(data, encoding, examples.classes());
    LOG.info("fitting a perceptron, at most {} iterations", fit.iterations());
    PerceptronFit.Fitted fitted = fit.to(examples, encoding, spark);
    LOG.info(
        "fitted {} weights in {} iterations, {} s",
        fitted.network().network().trainedCount(),
        fitted.iterations(),
        Math.round(fitted.seconds()));
    try (Evaluation evaluation = new Evaluation(data, fitted.network(), plan)) {
      output.write(new EvaluationResults(evaluation, plan, subject(arguments, fitted)));
    }
  }

  private static Map<String, Object> subject(Arguments arguments, PerceptronFit.Fitted fitted) {
    Map<String, Object> subject = new LinkedHashMap<>();
    subject.put("classifier", "MultilayerPerceptronClassifier");
    subject.put("layers", fitted.widths());
    subject.put("iterations", fitted.iterations());
    subject.put("fit_seconds", fitted.seconds());
    subject.put("train", arguments.required("train"));
    subject.put("data", arguments.required("data"));
    return subject;
  }
}
