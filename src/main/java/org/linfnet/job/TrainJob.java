package org.linfnet.job;

import static org.apache.spark.sql.functions.not;

import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.TableDescription;
import org.linfnet.layer.Shape;
import org.linfnet.train.Checkpoints;
import org.linfnet.train.Recipe;
import org.linfnet.train.RecipeFile;
import org.linfnet.train.checkpoint.CheckpointDirectory;
import org.linfnet.train.spark.ExampleTable;
import org.linfnet.train.spark.FitMemory;
import org.linfnet.train.spark.LabelledExamples;
import org.linfnet.train.spark.RunKernels;
import org.linfnet.train.spark.TableColumns;
import org.linfnet.train.spark.Trainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains a network by a recipe and saves it. */
public final class TrainJob implements Job {

  private static final Logger LOG = LoggerFactory.getLogger(TrainJob.class);

  /** The program. */
  public static void main(String[] arguments) {
    JobRunner.main(new TrainJob(), arguments);
  }

  @Override
  public String name() {
    return "linfnet train";
  }

  @Override
  public CommandLine commandLine() {
    CommandLine commandLine =
        new CommandLine("submit/train.sh")
            .required("recipe", "FILE", "how to train; conf/recipes holds some")
            .required("train", "PATH", "the table of training examples")
            .required("model", "PATH", "takes the trained model, with recipe.conf and history.csv")
            .option(
                "validation", "PATH", "a table that is scored after each epoch and not trained on")
            .wholeNumber(
                "hold-out",
                "N",
                1,
                "the N training examples with the highest ids are scored so, and not trained on")
            .option("checkpoint", "DIR", "takes checkpoints, which --resume continues from")
            .flag(
                "resume", "continues from the newest whole checkpoint, or starts if there is none")
            .repeated(
                "set", "key=value", "overrides a key of the recipe; may be given more than once")
            .flag("overwrite", "replaces a model that exists")
            .check(TrainJob::check);
    return ExampleTables.addTrainingOptions(commandLine);
  }

  private static void check(Arguments arguments) {
    if (arguments.has("hold-out") && arguments.has("validation")) {
      throw new InvalidInputException(
          "--hold-out and --validation both name what is scored after each epoch: give one");
    }
    if (arguments.has("resume") && !arguments.has("checkpoint")) {
      throw new InvalidInputException(
          "--resume needs the directory of the checkpoints: give --checkpoint DIR (see --help)");
    }
  }

  @Override
  public void configure(SparkConf settings) {
    RunKernels.ofDriver().pin(settings);
  }

  @Override
  public void run(Arguments arguments, SparkSession spark) throws Exception {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Recipe recipe = recipe(arguments, hadoop);
    try (OutputDirectory output =
            OutputDirectory.claimed(arguments, "model", ModelDirectory.LAYOUT, hadoop);
        KeptCheckpoints kept = checkpoints(arguments, output, hadoop)) {
      train(recipe, tables(arguments, spark), kept.checkpoints(), output);
    }
  }

  private static void train(
      Recipe recipe, Tables tables, Checkpoints checkpoints, OutputDirectory output)
      throws Exception {
    try (TrainingProgress progress = TrainingProgress.of(recipe.allEpochs())) {
      Trainer trainer = new Trainer(recipe, progress, checkpoints);
      int classes = tables.classes();
      int width = tables.train().width();
      requireRoom(recipe, tables.train(), width, classes, output);
      LabelledExamples train = tables.train().labelled(width, classes, recipe.featureScaling());
      Optional<LabelledExamples> validation =
          tables.validation().map(table -> table.labelled(classes, recipe.featureScaling()));
      ModelDirectory trained = new ModelDirectory(trainer.train(train, validation));
      SparkSession spark = tables.train().table().sparkSession();
      output.write(directory -> trained.write(directory, spark));
      LOG.info("model: {}", output);
      LOG.info("SHA-256 of its numbers: {}", trained.model().sha256());
    }
  }

  /** Refuses, before any training, what will fit neither into the heap nor into the output. */
  private static void requireRoom(
      Recipe recipe, ExampleTable train, int width, int classes, OutputDirectory output)
      throws IOException {
    if (!train.inputs().bytes()) {
      FitMemory.require(recipe, train, width, classes);
    }
    Shape inputs =
        train.description().map(TableDescription::shape).orElseGet(() -> Shape.vector(width));
    output.requireRoom((long) Float.BYTES * recipe.network(inputs, classes).size());
  }

  private static Recipe recipe(Arguments arguments, Configuration hadoop) throws IOException {
    return RecipeFile.read(
        arguments.required("recipe"), arguments.all("set"), path -> TextFile.read(path, hadoop));
  }

  /**
   * The checkpoints of a run.
   *
   * @param checkpoints where they are kept
   * @param claim on their directory, if they have one
   */
  private record KeptCheckpoints(Checkpoints checkpoints, Optional<OutputClaim> claim)
      implements AutoCloseable {

    @Override
    public void close() throws IOException {
      if (claim.isPresent()) {
        claim.get().close();
      }
    }
  }

  private static KeptCheckpoints checkpoints(
      Arguments arguments, OutputDirectory output, Configuration hadoop) throws IOException {
    Optional<String> named = arguments.text("checkpoint");
    if (named.isEmpty()) {
      return new KeptCheckpoints(Checkpoints.NONE, Optional.empty());
    }
    StoragePath path = StoragePath.written(named.get(), hadoop);
    output.requireOutside(path.path());
    new JobInputs(arguments, hadoop).requireOutside(path);
    CheckpointDirectory directory = new CheckpointDirectory(path.files(), path.path());
    if (!arguments.has("resume")) {
      directory.requireEmpty();
    }
    return new KeptCheckpoints(directory, Optional.of(OutputClaim.within(path)));
  }

  /**
   * The examples of a training run.
   *
   * @param classes of the examples
   * @param train what is trained on
   * @param validation what is scored after each epoch
   */
  private record Tables(int classes, ExampleTable train, Optional<ExampleTable> validation) {}

  private static Tables tables(Arguments arguments, SparkSession spark) {
    ExampleTables tables = new ExampleTables(spark, arguments);
    ExampleTable all = tables.labelled(arguments.required("train"));
    if (!arguments.has("hold-out")) {
      Optional<ExampleTable> validation = arguments.text("validation").map(tables::labelled);
      validation.ifPresent(table -> requireAlike(table, all));
      return new Tables(tables.classes(all), all, validation);
    }
    int examples = arguments.wholeNumber("hold-out").getAsInt();
    Column held = heldOut(examples, all, tables.idColumn(all, "hold-out"));
    ExampleTable train = all.where(not(held));
    return new Tables(tables.classes(train), train, Optional.of(all.where(held)));
  }

  /** Inputs of one width may still be of another kind, shape or classes. */
  private static void requireAlike(ExampleTable validation, ExampleTable train) {
    boolean described = validation.description().isPresent() && train.description().isPresent();
    String scored = held(validation, described);
    String trained = held(train, described);
    if (!scored.equals(trained)) {
      throw new InvalidInputException(
          ("--validation: column %s holds %s, and column %s of the training table %s: name a table"
                  + " of the same inputs")
              .formatted(validation.inputs().name(), scored, train.inputs().name(), trained));
    }
  }

  private static String held(ExampleTable table, boolean described) {
    if (!table.inputs().bytes()) {
      return "features";
    }
    return table
        .description()
        .filter(description -> described)
        .map(images -> "images of %s in %d classes".formatted(images.shape(), images.classes()))
        .orElse("images");
  }

  /** Whether a row is one of so many examples with the highest ids. */
  private static Column heldOut(int examples, ExampleTable all, String name) {
    Column id = TableColumns.of(all.table(), name);
    if (!all.table().where(id.isNull()).isEmpty()) {
      throw new InvalidInputException(
          ("--hold-out takes examples by their ids, and a row holds null in column %s: give each"
                  + " row an id, or drop those without")
              .formatted(name));
    }
    Row[] last =
        (Row[])
            all.table().select(id.cast("bigint")).orderBy(id.desc()).limit(examples + 1).collect();
    if (last.length <= examples) {
      throw new InvalidInputException(
          "--hold-out %d: the training table has only %d examples"
              .formatted(examples, last.length));
    }
    return id.geq(last[examples - 1].getLong(0));
  }
}
