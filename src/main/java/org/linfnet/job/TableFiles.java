package org.linfnet.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The Parquet files of a table. */
final class TableFiles {

  private TableFiles() {}

  /**
   * The table at a path.
   *
   * @throws org.linfnet.InvalidInputException when there is none, or a file of it cannot be read
   */
  static Dataset<Row> read(String path, SparkSession spark) {
    try {
      StoragePath named = StoragePath.read(path, spark.sparkContext().hadoopConfiguration());
      return spark.read().parquet(named.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
