package org.linfnet.job;

import static org.apache.spark.sql.functions.col;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.linfnet.data.ExampleSchema;
import org.linfnet.data.InvalidInputException;

/**
 * The examples of a training run.
 *
 * @param train what is trained on
 * @param validation what is scored after each epoch
 */
record TrainingTables(Dataset<Row> train, Optional<Dataset<Row>> validation) {

  /**
   * The tables that a command line names.
   *
   * @throws InvalidInputException when as many examples are to be held out as there are
   */
  static TrainingTables read(TrainOptions options, SparkSession spark) {
    Dataset<Row> all = spark.read().parquet(options.train());
    if (options.heldOut().isPresent()) {
      ExampleSchema.describe(all.schema());
      return holdingOut(options.heldOut().getAsInt(), all, options.train());
    }
    return new TrainingTables(all, options.validation().map(path -> spark.read().parquet(path)));
  }

  private static TrainingTables holdingOut(int examples, Dataset<Row> all, String path) {
    Row[] last =
        (Row[])
            all.select(ExampleSchema.ID)
                .orderBy(col(ExampleSchema.ID).desc())
                .limit(examples + 1)
                .collect();
    if (last.length <= examples) {
      throw new InvalidInputException(
          "--hold-out %d: %s has only %d examples".formatted(examples, path, last.length));
    }
    long from = last[examples - 1].getLong(0);
    return new TrainingTables(
        all.where(col(ExampleSchema.ID).lt(from)),
        Optional.of(all.where(col(ExampleSchema.ID).geq(from))));
  }
}
