package org.linfnet.train.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.linfnet.dataset.ExampleSchema;
import org.linfnet.dataset.InvalidRows;
import org.linfnet.dataset.LabelledImages;
import org.linfnet.dataset.Split;
import org.linfnet.dataset.Strokes;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.FeatureScaling;
import org.linfnet.train.Recipe;
import org.linfnet.train.RecipeFile;

/** A few strokes as a table, and a recipe to train on them in a moment. */
final class StrokesTable {

  static final LabelledImages IMAGES = new Strokes(1).draw(Split.TRAIN, 101);

  private static final ExampleTable.Columns COLUMNS =
      new ExampleTable.Columns(
          ExampleSchema.PIXELS,
          Optional.of(ExampleSchema.LABEL),
          Optional.empty(),
          Optional.of(ExampleSchema.ID));

  /** What makes the small recipe long enough to learn the strokes. */
  static final String LEARNING =
      "epochs = 40, p.rises-until = 30, learning-rate.falls-from = 30, network.width = 64,"
          + " crop-padding = 0, margin = 0.3, epsilon = 0.05\n";

  private StrokesTable() {}

  static List<Row> rows() {
    ExampleBlock examples = IMAGES.examples();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      rows.add(
          RowFactory.create(examples.ids()[i], examples.labels()[i], examples.values().row(i)));
    }
    return rows;
  }

  static LabelledExamples of(SparkSession spark, List<Row> rows, int partitions) {
    return new ExampleTable(
            spark
                .createDataFrame(rows, ExampleSchema.of(IMAGES.description()))
                .repartition(partitions),
            COLUMNS,
            InvalidRows.ERROR)
        .labelled(IMAGES.description().classes(), FeatureScaling.BY_FEATURE);
  }

  static Recipe recipe(String text) {
    String small =
        "network { hidden-layers = 2, width = 9 }, batch = 25, shards = 2, epochs = 2,"
            + " p { start = 6, end = 30, rises-from = 0, rises-until = 2 },"
            + " learning-rate.falls-from = 2\n";
    return RecipeFile.parse("test", small + text, List.of());
  }
}
