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
import org.linfnet.dataset.ExampleSchema;
import org.linfnet.dataset.LabelledImages;
import org.linfnet.dataset.Split;
import org.linfnet.dataset.Strokes;
import org.linfnet.input.Encoding;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.StoredValues;

class SplitTableTest {

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
    new SplitTable(images.toSplit()).write(new org.apache.hadoop.fs.Path(path.toUri()), spark);
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
    List<Row> rows = test.orderBy("id").collectAsList();

    ExampleBlock block = TEST.examples();
    assertThat(rows).hasSize(block.size());
    for (int i = 0; i < block.size(); i++) {
      assertThat(rows.get(i).getLong(0)).isEqualTo(block.ids()[i]);
      assertThat(rows.get(i).getInt(1)).isEqualTo(block.labels()[i]);
      assertThat(rows.get(i).<byte[]>getAs(2)).isEqualTo(block.values().row(i));
    }
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
    Encoding encoding = TRAIN.description().encoding();
    JavaRDD<Row> points = table.javaRDD().map(row -> point(row.getInt(1), row.getAs(2), encoding));
    return spark.createDataFrame(points, POINT).cache();
  }

  private static Row point(int label, byte[] pixels, Encoding encoding) {
    double[] values = new double[pixels.length];
    float[] inputs = new float[pixels.length];
    encoding.toUser(StoredValues.of(pixels, pixels.length), 0, values, 0);
    encoding.encode(values, 0, inputs, 0);
    double[] features = new double[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      features[i] = inputs[i];
    }
    return RowFactory.create((double) label, Vectors.dense(features));
  }
}
