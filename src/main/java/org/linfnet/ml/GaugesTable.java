package org.linfnet.ml;

import java.util.Iterator;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.linfnet.dataset.Gauges;

/** Rows of gauges with the columns that Spark ML expects: {@code label DOUBLE, features VECTOR}. */
public final class GaugesTable {

  private static final StructType SCHEMA =
      new StructType()
          .add("label", DataTypes.DoubleType, false)
          .add("features", SQLDataTypes.VectorType(), true);

  private GaugesTable() {}

  /** The rows numbered {@code from} until {@code to}, drawn by the tasks that read them. */
  public static Dataset<Row> of(SparkSession spark, Gauges gauges, long from, long to) {
    JavaRDD<Row> rows =
        spark.range(from, to).toJavaRDD().mapPartitions(numbers -> rows(gauges, numbers));
    return spark.createDataFrame(rows, SCHEMA);
  }

  private static Iterator<Row> rows(Gauges gauges, Iterator<Long> numbers) {
    Gauges.Machine machine = gauges.machine();
    Iterable<Long> all = () -> numbers;
    return StreamSupport.stream(all.spliterator(), false)
        .map(number -> row(machine.row(number)))
        .iterator();
  }

  private static Row row(Gauges.Reading reading) {
    return RowFactory.create((double) reading.label(), Vectors.dense(reading.features()));
  }
}
