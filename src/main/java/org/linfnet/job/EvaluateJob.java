package org.linfnet.job;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.linfnet.InvalidInputException;
import org.linfnet.WrittenNumber;
import org.linfnet.attack.AttackKind;
import org.linfnet.certify.BoundsCertificate.Method;
import org.linfnet.evaluate.Evaluation;
import org.linfnet.evaluate.EvaluationPlan;
import org.linfnet.ml.LinfDistClassificationModel;
import org.linfnet.model.TrainedModel;
import org.linfnet.train.spark.ExampleTable;
import org.linfnet.train.spark.RunKernels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Certifies and attacks a model on a table of examples and writes the tables of results. */
public final class EvaluateJob implements Job {

  private static final Logger LOG = LoggerFactory.getLogger(EvaluateJob.class);
  private static final long SEED = 1;

  /** The program. */
  public static void main(String[] arguments) {
    JobRunner.main(new EvaluateJob(), arguments);
  }

  @Override
  public String name() {
    return "linfnet evaluate";
  }

  @Override
  public CommandLine commandLine() {
    CommandLine commandLine =
        new CommandLine("submit/evaluate.sh")
            .required("model", "PATH", "the model that submit/train.sh wrote")
            .required(
                "data",
                "PATH",
                "a table of examples; without a column of labels, predictions are certified")
            .required(
                "epsilon",
                "E[,E...]",
                "radii in the model's unit, such as 0.3 or 8/255; for images 0.3 is three tenths of"
                    + " the way from black to white")
            .option(
                "attack",
                names(AttackKind.class, "|"),
                "what is tried on examples that are not certified; default none")
            .option(
                "bounds",
                names(Method.class, "|"),
                "what certifies beyond the margin; lines prove more of networks of affine layers,"
                    + " convolutions and relu, and take longer; dual, lines from every layer, the"
                    + " more so; default intervals")
            .wholeNumber("limit", "N", 1, "takes the first N examples by id")
            .longNumber(
                "seed", "S", "another seed starts the attack from other points; default " + SEED)
            .check(
                arguments -> {
                  epsilons(arguments);
                  attack(arguments);
                  bounds(arguments);
                });
    return ExampleTables.addOptions(EvaluationOutput.addOptions(commandLine));
  }

  /**
   * The numbers of {@code --epsilon}, a list such as {@code 0.1,8/255}.
   *
   * @throws InvalidInputException when it is no such list
   */
  static List<WrittenNumber> epsilons(Arguments arguments) {
    String list = arguments.required("epsilon");
    try {
      return Arrays.stream(list.split(",", -1)).map(WrittenNumber::of).toList();
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "--epsilon " + list + ": give numbers separated by commas, such as 0.1,0.3 or 8/255");
    }
  }

  private static AttackKind attack(Arguments arguments) {
    return choice(
        arguments.text("attack"), AttackKind.NONE, "no attack is named '%s': it is one of %s");
  }

  private static Method bounds(Arguments arguments) {
    return choice(
        arguments.text("bounds"), Method.INTERVALS, "no bounds are named '%s': they are one of %s");
  }

  /**
   * The value that is named in small letters.
   *
   * @param usual where none is named
   * @param refusal what is said of a name that no value has, and of the names that there are
   */
  private static <E extends Enum<E>> E choice(Optional<String> name, E usual, String refusal) {
    if (name.isEmpty()) {
      return usual;
    }
    Class<E> kind = usual.getDeclaringClass();
    return Arrays.stream(kind.getEnumConstants())
        .filter(value -> lowerCase(value).equals(name.get()))
        .findFirst()
        .orElseThrow(
            () -> new InvalidInputException(refusal.formatted(name.get(), names(kind, ", "))));
  }

  private static <E extends Enum<E>> String names(Class<E> kind, String separator) {
    return Arrays.stream(kind.getEnumConstants())
        .map(EvaluateJob::lowerCase)
        .collect(Collectors.joining(separator));
  }

  private static String lowerCase(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void configure(SparkConf settings) {
    RunKernels.ofDriver().pin(settings);
  }

  @Override
  public void run(Arguments arguments, SparkSession spark) throws Exception {
    EvaluationPlan plan =
        new EvaluationPlan(
            epsilons(arguments),
            attack(arguments),
            arguments.longNumber("seed").orElse(SEED),
            bounds(arguments));
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    try (EvaluationOutput output = EvaluationOutput.claimed(arguments, spark)) {
      String path = StoragePath.read(arguments.required("model"), hadoop).toString();
      TrainedModel model = LinfDistClassificationModel.load(path).trained();
      ExampleTable data = new ExampleTables(spark, arguments).evaluated();
      try (Evaluation evaluation = new Evaluation(data, model.network(), plan)) {
        output.write(new EvaluationResults(evaluation, plan, subject(arguments, model)));
      }
      LOG.info("results are in {}", output);
    }
  }

  private static Map<String, Object> subject(Arguments arguments, TrainedModel model) {
    Map<String, Object> subject = new LinkedHashMap<>();
    subject.put("model", arguments.required("model"));
    subject.put("model_sha256", model.sha256());
    subject.put("recipe", model.recipe());
    subject.put("data", arguments.required("data"));
    for (String option : List.of("format", "features-column", "label-column", "id-column")) {
      arguments.text(option).ifPresent(value -> subject.put(option.replace('-', '_'), value));
    }
    return subject;
  }
}
