package org.linfnet.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.linfnet.data.ExampleBlock;
import org.linfnet.data.ExampleSchema;
import org.linfnet.data.LabelledImages;
import org.linfnet.data.Split;
import org.linfnet.data.Strokes;

/** A few strokes as a table, and a recipe to train on them in a moment. */
final class StrokesTable {

  private static final LabelledImages IMAGES = new Strokes(1).draw(Split.TRAIN, 101);

  private StrokesTable() {}

  static List<Row> rows() {
    ExampleBlock examples = IMAGES.examples();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      byte[] pixels =
          Arrays.copyOfRange(examples.pixels(), i * examples.inputs(), (i + 1) * examples.inputs());
      rows.add(RowFactory.create(examples.ids()[i], examples.labels()[i], pixels));
    }
    return rows;
  }

  static Dataset<Row> of(SparkSession spark, List<Row> rows, int partitions) {
    return spark
        .createDataFrame(rows, ExampleSchema.of(IMAGES.description()))
        .repartition(partitions);
  }

  static Recipe recipe(String text) {
    String small =
        "network { hidden-layers = 2, width = 9 }, batch = 25, shards = 2, epochs = 2,"
            + " p { start = 6, end = 30, rises-from = 0, rises-until = 2 },"
            + " learning-rate.falls-from = 2\n";
    return RecipeFile.parse("test", small + text, List.of());
  }
}
