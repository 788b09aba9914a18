package org.linfnet.job;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.linfnet.ml.LinfDistClassificationModel;
import org.linfnet.model.TrainedModel;
import org.linfnet.train.EpochRecord;
import org.linfnet.train.spark.Trainer;

/**
 * What a training run leaves: the model, the recipe with every key, and the history.
 *
 * @param outcome of the training
 */
record ModelDirectory(Trainer.Outcome outcome) {

  /** The names in such a directory. */
  static final Set<String> CONTENTS = Set.of("metadata", "data", "recipe.conf", "history.csv");

  /** The trained model. */
  TrainedModel model() {
    return new TrainedModel(outcome.network(), outcome.recipe().entries(), outcome.temperature());
  }

  /** Fills a directory. */
  void write(Path directory, SparkSession spark) throws IOException {
    new LinfDistClassificationModel(model()).write().overwrite().save(directory.toString());
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    TextFile.write(new Path(directory, "recipe.conf"), recipe(), hadoop);
    TextFile.write(new Path(directory, "history.csv"), history(), hadoop);
  }

  private String recipe() {
    SortedMap<String, String> entries = outcome.recipe().entries();
    return entries.entrySet().stream()
        .map((Map.Entry<String, String> entry) -> entry.getKey() + " = " + entry.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private String history() {
    return EpochRecord.CSV_HEADER
        + "\n"
        + outcome.history().stream()
            .map(epoch -> epoch.toCsv() + "\n")
            .collect(Collectors.joining());
  }
}
