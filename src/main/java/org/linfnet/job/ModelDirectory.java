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

  private static final String RECIPE = "recipe.conf";
  private static final String HISTORY = "history.csv";

  /** What such a directory holds. */
  static final OutputLayout LAYOUT =
      OutputLayout.of(
          Set.of("metadata", RECIPE),
          Set.of(RECIPE, HISTORY),
          Map.of("metadata", OutputLayout.TABLE, "data", OutputLayout.TABLE));

  /** The trained model. */
  TrainedModel model() {
    return new TrainedModel(outcome.network(), outcome.recipe().entries(), outcome.temperature());
  }

  /** Fills a directory. */
  void write(Path directory, SparkSession spark) throws IOException {
    new LinfDistClassificationModel(model()).write().overwrite().save(directory.toString());
    Configuration hadoop = spark.sparkContext().hadoopConfiguration();
    TextFile.write(new Path(directory, RECIPE), recipe(), hadoop);
    TextFile.write(new Path(directory, HISTORY), history(), hadoop);
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
