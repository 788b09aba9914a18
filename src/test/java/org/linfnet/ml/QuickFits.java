package org.linfnet.ml;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.linfnet.dataset.ExampleSchema;
import org.linfnet.dataset.Gauges;
import org.linfnet.dataset.LabelledImages;
import org.linfnet.dataset.Split;
import org.linfnet.dataset.Strokes;
import org.linfnet.input.ExampleBlock;

/** A session, and small tables and fits. */
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

  /** A table of strokes as {@code data-prep/prepare.sh} writes it. */
  static Dataset<Row> images(SparkSession spark, int rows) {
    LabelledImages drawn = new Strokes(1).draw(Split.TRAIN, rows);
    ExampleBlock examples = drawn.examples();
    List<Row> images =
        IntStream.range(0, rows)
            .mapToObj(
                i ->
                    RowFactory.create(
                        examples.ids()[i], examples.labels()[i], examples.values().row(i)))
            .toList();
    return spark.createDataFrame(images, ExampleSchema.of(drawn.description()));
  }

  /** A table like another one, of one row with these values. */
  static Dataset<Row> row(Dataset<Row> like, Object... values) {
    return like.sparkSession().createDataFrame(List.of(RowFactory.create(values)), like.schema());
  }
}
