package org.linfnet.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.linfnet.layer.Shape;

/**
 * Models that were saved in the first version of the form. The expected logits are those that the
 * software of that version gave.
 */
class FirstModelVersionTest {

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = QuickFits.start();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void overImages() throws URISyntaxException {
    LinfDistClassificationModel model = load("first-version-images");

    assertThat(model.trained().network().network().inputs()).isEqualTo(new Shape(1, 2, 3));
    assertThat(model.numClasses()).isEqualTo(2);
    assertThat(model.trained().recipe()).isEmpty();
    assertThat(
            logits(
                model,
                DataTypes.BinaryType,
                pixels(32, 54, 214, 46, 25, 164),
                pixels(62, 61, 221, 43, 47, 150),
                pixels(158, 226, 61, 192, 210, 27),
                pixels(150, 199, 32, 227, 159, 47)))
        .containsExactly(
            logits(-3.1151385f, -1.3767061f),
            logits(-3.0461028f, -1.552392f),
            logits(-1.5386447f, -3.1719556f),
            logits(-1.4649138f, -2.9532082f));
  }

  @Test
  void overFeatures() throws URISyntaxException {
    LinfDistClassificationModel model = load("first-version-features");

    assertThat(model.numFeatures()).isEqualTo(4);
    assertThat(
            logits(
                model,
                SQLDataTypes.VectorType(),
                Vectors.dense(
                    50.21413970295426, 80.82029162017419, 23.92106982147833, -5.2512953353690115),
                Vectors.dense(
                    43.355953838847164, 76.75939247904122, -22.781656280542936, -4.885650647308773),
                Vectors.dense(
                    45.107506113620275,
                    49.36337755281409,
                    -3.7907931491316624,
                    -4.246781724691478)))
        .containsExactly(
            logits(-3.2507668f, -2.750613f, -3.2520359f),
            logits(-2.929081f, -1.6635983f, -2.7052143f),
            logits(-1.6394807f, -2.4653344f, -2.1993396f));
  }

  private static LinfDistClassificationModel load(String name) throws URISyntaxException {
    Path directory =
        Path.of(FirstModelVersionTest.class.getResource("/org/linfnet/model/" + name).toURI());
    return LinfDistClassificationModel.load(directory.toString());
  }

  private static List<Vector> logits(
      LinfDistClassificationModel model, DataType type, Object... inputs) {
    List<Row> rows = List.of(inputs).stream().map(RowFactory::create).toList();
    StructType schema = new StructType().add(model.getFeaturesCol(), type);
    return model.transform(spark.createDataFrame(rows, schema)).collectAsList().stream()
        .map(row -> row.<Vector>getAs("rawPrediction"))
        .toList();
  }

  private static Vector logits(float... values) {
    double[] logits = new double[values.length];
    for (int j = 0; j < values.length; j++) {
      logits[j] = values[j];
    }
    return Vectors.dense(logits);
  }

  private static byte[] pixels(int... values) {
    byte[] pixels = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      pixels[i] = (byte) values[i];
    }
    return pixels;
  }
}
