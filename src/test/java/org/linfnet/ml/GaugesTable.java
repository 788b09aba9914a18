package org.linfnet.ml;

import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.linfnet.data.FeatureExample;
import org.linfnet.data.Gauges;

/** Rows of gauges as a user's table: {@code label DOUBLE, features VECTOR}. */
final class GaugesTable {

  private GaugesTable() {}

  static Dataset<Row> of(SparkSession spark, Gauges gauges, long from, long to) {
    Gauges.Machine machine = gauges.machine();
    List<Row> rows = LongStream.range(from, to).mapToObj(i -> row(machine.row(i))).toList();
    return spark.createDataFrame(
        rows,
        new StructType()
            .add("label", DataTypes.DoubleType, false)
            .add("features", SQLDataTypes.VectorType(), true));
  }

  private static Row row(FeatureExample example) {
    return RowFactory.create((double) example.label(), Vectors.dense(example.features()));
  }
}
