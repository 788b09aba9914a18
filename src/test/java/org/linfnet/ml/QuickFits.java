package org.linfnet.ml;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.linfnet.data.Gauges;

/** A session and small tables for the tests of Spark ML's ways. */
final class QuickFits {

  static final Gauges GAUGES = new Gauges(1, 6, 3);

  private QuickFits() {}

  static SparkSession start() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", false)
        .config("spark.sql.shuffle.partitions", 2)
        .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
        .getOrCreate();
  }

  /** A classifier that trains in a second or two. */
  static LinfDistClassifier quick() {
    return new LinfDistClassifier()
        .setHiddenLayers(1)
        .setWidth(16)
        .setMaxIter(4)
        .setBatchSize(64)
        .setSeed(1);
  }

  static Dataset<Row> gauges(SparkSession spark, int rows) {
    return GaugesTable.of(spark, GAUGES, 0, rows);
  }

  /** A table like another one, of one row with these values. */
  static Dataset<Row> row(Dataset<Row> like, Object... values) {
    return like.sparkSession().createDataFrame(List.of(RowFactory.create(values)), like.schema());
  }
}
