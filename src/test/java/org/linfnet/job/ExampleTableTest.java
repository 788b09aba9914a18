package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linfnet.data.ExampleBlock;
import org.linfnet.data.ExampleSchema;
import org.linfnet.data.LabelledImages;
import org.linfnet.data.Split;
import org.linfnet.data.Standardisation;
import org.linfnet.data.Strokes;

class ExampleTableTest {

  private static final LabelledImages TRAIN = new Strokes(1).draw(Split.TRAIN, 6000);
  private static final LabelledImages TEST = new Strokes(1).draw(Split.TEST, 1000);

  private static final StructType POINT =
      new StructType()
          .add("label", DataTypes.DoubleType)
          .add("features", SQLDataTypes.VectorType());

  @TempDir private static Path directory;
  private static SparkSession spark;
  private static Dataset<Row> train;
  private static Dataset<Row> test;

  @BeforeAll
  static void writeAndRead() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .getOrCreate();
    train = written(TRAIN, "train");
    test = written(TEST, "test");
  }

  private static Dataset<Row> written(LabelledImages images, String name) {
    Path path = directory.resolve(name);
    ExampleTable.write(images, new org.apache.hadoop.fs.Path(path.toUri()), spark);
    return spark.read().parquet(path.toString());
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void theDescriptionComesBackOutOfTheFooter() {
    assertThat(ExampleSchema.describe(train.schema())).isEqualTo(TRAIN.description());
  }

  @Test
  void theExamplesComeBack() {
    List<Row> rows = test.collectAsList();

    ExampleBlock block = ExampleBlock.of(rows.iterator(), TEST.description());

    assertThat(block.ids()).isEqualTo(TEST.examples().ids());
    assertThat(block.labels()).isEqualTo(TEST.examples().labels());
    assertThat(block.pixels()).isEqualTo(TEST.examples().pixels());
  }

  @Test
  void strokesAreTooHardForALinearClassifier() {
    LogisticRegressionModel linear =
        new LogisticRegression()
            .setFamily("multinomial")
            .setRegParam(0.001)
            .setMaxIter(30)
            .fit(points(train));

    assertThat(linear.evaluate(points(test)).accuracy()).isBetween(0.80, 0.93);
  }

  private static Dataset<Row> points(Dataset<Row> table) {
    Standardisation standardisation = TRAIN.description().standardisation();
    JavaRDD<Row> points =
        table.javaRDD().map(row -> point(row.getInt(1), row.getAs(2), standardisation));
    return spark.createDataFrame(points, POINT).cache();
  }

  private static Row point(int label, byte[] pixels, Standardisation standardisation) {
    float[] inputs = new float[pixels.length];
    standardisation.standardise(pixels, 0, inputs, 0, pixels.length);
    double[] features = new double[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      features[i] = inputs[i];
    }
    return RowFactory.create((double) label, Vectors.dense(features));
  }
}
