package org.linfnet.job;

import java.util.OptionalInt;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.linfnet.data.ExampleSchema;

/** The table of examples that an evaluation reads. */
final class EvaluatedExamples {

  private EvaluatedExamples() {}

  /**
   * @param path any Hadoop path
   * @param limit how many examples to take, the first by id
   * @throws org.linfnet.data.InvalidInputException when the table cannot be used
   */
  static Dataset<Row> read(String path, OptionalInt limit, SparkSession spark) {
    Dataset<Row> table = spark.read().parquet(path);
    ExampleSchema.describeUnlabelled(table.schema());
    return limit.isPresent() ? table.orderBy(ExampleSchema.ID).limit(limit.getAsInt()) : table;
  }
}
