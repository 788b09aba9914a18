package org.linfnet.job;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.linfnet.ml.LinfDistClassificationModel;
import org.linfnet.train.EpochRecord;
import org.linfnet.train.TrainedNetwork;
import org.linfnet.train.TrainingOutcome;

/** What a training run leaves: the model, the recipe as it was resolved, and the history. */
final class ModelDirectory {

  /** The names in such a directory. */
  static final Set<String> CONTENTS = Set.of("metadata", "data", "recipe.conf", "history.csv");

  private ModelDirectory() {}

  static void write(TrainingOutcome<TrainedNetwork> outcome, Path directory, SparkSession spark)
      throws IOException {
    new LinfDistClassificationModel(outcome.network())
        .write()
        .overwrite()
        .save(directory.toString());
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    TextFile.write(new Path(directory, "recipe.conf"), recipe(outcome), hadoop);
    TextFile.write(new Path(directory, "history.csv"), history(outcome), hadoop);
  }

  private static String recipe(TrainingOutcome<?> outcome) {
    return outcome.recipe().entries().entrySet().stream()
        .map((Map.Entry<String, String> entry) -> entry.getKey() + " = " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private static String history(TrainingOutcome<?> outcome) {
    return EpochRecord.CSV_HEADER
        + "\n"
        + outcome.history().stream()
            .map(epoch -> epoch.toCsv() + "\n")
            .collect(Collectors.joining());
  }
}
