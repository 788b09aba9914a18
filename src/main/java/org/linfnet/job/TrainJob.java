package org.linfnet.job;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.linfnet.train.CheckpointDirectory;
import org.linfnet.train.Checkpoints;
import org.linfnet.train.Recipe;
import org.linfnet.train.RecipeFile;
import org.linfnet.train.RunKernels;
import org.linfnet.train.TrainedNetwork;
import org.linfnet.train.Trainer;
import org.linfnet.train.TrainingOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Trains a network by a recipe and saves it. */
public final class TrainJob implements Job<TrainOptions> {

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
  public CommandLine<TrainOptions> commandLine() {
    return new TrainCommandLine();
  }

  @Override
  public void configure(SparkConf settings) {
    RunKernels.ofDriver().pin(settings);
  }

  @Override
  public void run(TrainOptions options, SparkSession spark) throws Exception {
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    Recipe recipe = readRecipe(options, hadoop);
    OutputDirectory output =
        OutputDirectory.checked(
            options.model(), options.overwrite(), ModelDirectory.CONTENTS, hadoop);
    TrainingTables tables = TrainingTables.read(options, spark);
    Checkpoints checkpoints = checkpoints(options, output, hadoop);
    try (TrainingProgress progress = TrainingProgress.of(recipe.epochs())) {
      TrainingOutcome<TrainedNetwork> outcome =
          new Trainer(recipe, progress, checkpoints).train(tables.train(), tables.validation());
      output.write(directory -> ModelDirectory.write(outcome, directory, spark));
    }
    LOG.info("model: {}", output);
  }

  private static Checkpoints checkpoints(
      TrainOptions options, OutputDirectory output, Configuration hadoop) throws IOException {
    if (options.checkpoint().isEmpty()) {
      return Checkpoints.NONE;
    }
    String path = options.checkpoint().get();
    FileSystem files = OutputDirectory.fileSystem(path, hadoop);
    Path qualified = files.makeQualified(new Path(path));
    output.requireOutside(qualified);
    CheckpointDirectory directory = new CheckpointDirectory(files, qualified);
    if (!options.resume()) {
      directory.requireEmpty();
    }
    return directory;
  }

  private static Recipe readRecipe(TrainOptions options, Configuration hadoop) throws IOException {
    return RecipeFile.parse(
        options.recipe(), TextFile.read(options.recipe(), hadoop), options.settings());
  }
}
