package org.linfnet.job;

import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.linfnet.dataset.Split;

/** A table of examples that is ready to be written. */
interface PreparedTable {

  /** Which part of its data set it is. */
  Split split();

  /** Writes it as Parquet to a path that does not exist. */
  void write(Path path, SparkSession spark);

  /** How many examples of what it has, for the log. */
  String summary();
}
