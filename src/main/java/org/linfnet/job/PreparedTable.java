package org.linfnet.job;

import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.linfnet.dataset.Split;

/** A table of examples that is ready to be written. */
interface PreparedTable {

  /** Which part of its data set it is. */
  Split split();

  /** Hands its rows, which last until the writer returns, to a writer. */
  void write(Consumer<Dataset<Row>> writer, SparkSession spark);

  /** Writes it as Parquet to a path that does not exist. */
  default void write(Path path, SparkSession spark) {
    write(rows -> rows.write().parquet(path.toString()), spark);
  }

  /** How many examples of what it has, for the log. */
  String summary();
}
