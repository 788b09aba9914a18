package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.InvalidRows;
import org.linfnet.dataset.LabelledImages;
import org.linfnet.dataset.Split;
import org.linfnet.dataset.Strokes;
import org.linfnet.input.Encoding;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.FeatureScaling;
import org.linfnet.kernel.Kernels;
import org.linfnet.network.Margin;
import org.linfnet.network.NetworkState;
import org.linfnet.network.ScoringPass;
import org.linfnet.train.spark.ExampleTable;
import org.linfnet.train.spark.LabelledExamples;

/** A small perceptron of MLlib, and the network that it becomes. */
class PerceptronFitTest {

  private static final int EXAMPLES = 120;
  private static final LabelledImages IMAGES = new Strokes(1).draw(Split.TRAIN, EXAMPLES);
  private static final ExampleBlock BLOCK = IMAGES.examples();
  private static final Encoding ENCODING = IMAGES.description().encoding();

  @TempDir private static Path directory;
  private static SparkSession spark;
  private static ExampleTable table;

  @BeforeAll
  static void write() {
    spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false").getOrCreate();
    new SplitTable(IMAGES.toSplit())
        .write(new org.apache.hadoop.fs.Path(directory.resolve("images").toUri()), spark);
    table = table(spark.read().parquet(directory.resolve("images").toString()));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  /** The model computes in double, the network in float: its first layer adds 784 products. */
  private static final double FLOAT_ERROR = 784 * 0x1p-23;

  @Test
  void theNetworksLogitsAreTheModelsRawPredictions() {
    MultilayerPerceptronClassificationModel model =
        new MultilayerPerceptronClassifier()
            .setLayers(new int[] {784, 8, 7, 10})
            .setMaxIter(25)
            .setSeed(1)
            .fit(PerceptronFit.points(spark, labelled(), ENCODING));
    NetworkState state =
        PerceptronFit.network(ENCODING, new int[] {784, 8, 7, 10}, model.weights().toArray());
    float[] inputs = inputs();
    float[] logits = new ScoringPass(state, Kernels.ofThisJvm(), EXAMPLES).logits(inputs, EXAMPLES);
    for (int b = 0; b < EXAMPLES; b++) {
      double[] expected = model.predictRaw(features(inputs, b)).toArray();
      for (int j = 0; j < expected.length; j++) {
        assertThat((double) logits[b * expected.length + j])
            .isCloseTo(expected[j], within(FLOAT_ERROR));
      }
    }
  }

  @Test
  void aFitGivesANetworkThatClassifiesItsExamples() {
    PerceptronFit.Fitted fitted =
        new PerceptronFit(List.of(8, 7), 25, 1).to(labelled(), ENCODING, spark);
    float[] logits =
        new ScoringPass(fitted.network().state(), Kernels.ofThisJvm(), EXAMPLES)
            .logits(inputs(), EXAMPLES);
    int right = 0;
    for (int b = 0; b < EXAMPLES; b++) {
      right += Margin.prediction(logits, b * 10, 10) == BLOCK.labels()[b] ? 1 : 0;
    }
    assertThat(right).isGreaterThan(EXAMPLES / 2);
    assertThat(fitted.widths()).containsExactly(784, 8, 7, 10);
    assertThat(fitted.iterations()).isBetween(1, 25);
  }

  @Test
  void mllibIsFittedToTheEncodedImagesWithTheirLabels() {
    Row point = PerceptronFit.points(spark, labelled(), ENCODING).collectAsList().get(2);
    assertThat(point.getDouble(0)).isEqualTo(BLOCK.labels()[2]);
    assertThat(point.<Vector>getAs(1).toArray()).containsExactly(features(inputs(), 2).toArray());
  }

  @Test
  void aTableWithoutRowsIsTheUsersMistake() {
    LabelledExamples none =
        table.with(table.table().limit(0)).labelled(10, FeatureScaling.BY_FEATURE);
    assertThatThrownBy(() -> PerceptronFit.encoding(none))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no example");
  }

  private static LabelledExamples labelled() {
    return table.labelled(10, FeatureScaling.BY_FEATURE);
  }

  private static ExampleTable table(Dataset<Row> rows) {
    return new ExampleTable(
        rows.orderBy("id"),
        new ExampleTable.Columns(
            "pixels", Optional.of("label"), Optional.empty(), Optional.of("id")),
        InvalidRows.ERROR);
  }

  private static float[] inputs() {
    float[] inputs = new float[EXAMPLES * 784];
    double[] values = new double[784];
    for (int b = 0; b < EXAMPLES; b++) {
      ENCODING.toUser(BLOCK.values(), b, values, 0);
      ENCODING.encode(values, 0, inputs, b * 784);
    }
    return inputs;
  }

  private static Vector features(float[] inputs, int b) {
    double[] features = new double[784];
    for (int i = 0; i < features.length; i++) {
      features[i] = inputs[b * 784 + i];
    }
    return Vectors.dense(features);
  }
}
