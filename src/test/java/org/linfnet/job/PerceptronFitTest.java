package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.linfnet.certify.AttackedExamples;
import org.linfnet.certify.Counterexample;
import org.linfnet.certify.PerceptronScorer;
import org.linfnet.certify.PixelBall;
import org.linfnet.certify.ProjectedGradientDescent;
import org.linfnet.certify.Scorer;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.ExampleBlock;
import org.linfnet.data.ExampleSchema;
import org.linfnet.data.InvalidInputException;
import org.linfnet.data.LabelledImages;
import org.linfnet.data.Split;
import org.linfnet.data.Strokes;

/** A small perceptron out of MLlib, and its twin that is attacked. */
class PerceptronFitTest {

  private static final int EXAMPLES = 120;
  private static final double RADIUS = 0.3;
  private static final LabelledImages IMAGES = new Strokes(1).draw(Split.TRAIN, EXAMPLES);
  private static final ExampleBlock BLOCK = IMAGES.examples();
  private static final DatasetDescription DESCRIPTION = IMAGES.description();

  private static SparkSession spark;
  private static MultilayerPerceptronClassificationModel model;
  private static PerceptronScorer twin;

  @BeforeAll
  static void fit() {
    spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false").getOrCreate();
    PerceptronFit.Fitted fitted = new PerceptronFit(List.of(8, 7), 25, 1).to(table(BLOCK.size()));
    twin = new PerceptronScorer(fitted.perceptron(), EXAMPLES);
    model =
        new MultilayerPerceptronClassificationModel(
            "twin", Vectors.dense(fitted.perceptron().weights()));
    model.set(model.layers(), fitted.perceptron().widths());
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void theTwinsLogitsAreTheModels() {
    float[] pixels = Scorer.pixels(BLOCK.pixels());
    float[] logits = twin.logits(pixels, EXAMPLES);
    for (int b = 0; b < EXAMPLES; b++) {
      double[] expected = model.predictRaw(features(example(pixels, b))).toArray();
      for (int j = 0; j < expected.length; j++) {
        assertThat((double) logits[b * expected.length + j])
            .isCloseTo(expected[j], within(1e-5 * (1 + Math.abs(expected[j]))));
      }
    }
  }

  @Test
  void whatIsFittedIsTheStandardisedImageWithItsLabel() {
    Row point = PerceptronFit.points(table(3), DESCRIPTION).collectAsList().get(2);
    float[] pixels = example(Scorer.pixels(BLOCK.pixels()), 2);
    assertThat(point.getDouble(0)).isEqualTo(BLOCK.labels()[2]);
    assertThat(point.<Vector>getAs(1).toArray())
        .containsExactly(features(pixels).toArray(), within(1e-6));
  }

  @Test
  void whatTheAttackFindsIsInTheBallAndTheModelClassifiesItOtherwise() {
    AttackedExamples examples = attacked();
    int before = examples.standing().length;
    ProjectedGradientDescent.asPublished(1).attack(twin, examples);
    assertThat(before).isGreaterThan(EXAMPLES / 2);
    assertThat(examples.standing().length).isLessThan(before / 2);
    for (int b = 0; b < EXAMPLES; b++) {
      Counterexample found = examples.counterexample(b).orElse(null);
      if (found != null) {
        assertThat(model.predict(features(found.pixels())))
            .isEqualTo(found.prediction())
            .isNotEqualTo(BLOCK.labels()[b]);
        assertThat(found.distance()).isLessThanOrEqualTo(RADIUS);
      }
    }
  }

  @Test
  void aTableWithoutRowsIsTheUsersMistake() {
    PerceptronFit fit = new PerceptronFit(List.of(2), 1, 1);
    assertThatThrownBy(() -> fit.to(table(0)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no example");
  }

  /** All that are classified rightly. */
  private static AttackedExamples attacked() {
    float[] pixels = Scorer.pixels(BLOCK.pixels());
    boolean[] spared = new boolean[EXAMPLES];
    for (int b = 0; b < EXAMPLES; b++) {
      spared[b] = model.predict(features(example(pixels, b))) != BLOCK.labels()[b];
    }
    return new AttackedExamples(BLOCK.ids(), pixels, BLOCK.labels(), spared, new PixelBall(RADIUS));
  }

  private static float[] example(float[] pixels, int b) {
    return Arrays.copyOfRange(pixels, b * BLOCK.inputs(), (b + 1) * BLOCK.inputs());
  }

  private static Vector features(float[] pixels) {
    double[] features = new double[pixels.length];
    for (int i = 0; i < features.length; i++) {
      features[i] = DESCRIPTION.standardisation().toNetwork(pixels[i]);
    }
    return Vectors.dense(features);
  }

  private static Dataset<Row> table(int size) {
    List<Row> rows = new ArrayList<>();
    for (int b = 0; b < size; b++) {
      int at = b * BLOCK.inputs();
      rows.add(
          RowFactory.create(
              BLOCK.ids()[b],
              BLOCK.labels()[b],
              Arrays.copyOfRange(BLOCK.pixels(), at, at + BLOCK.inputs())));
    }
    return spark.createDataFrame(rows, ExampleSchema.of(DESCRIPTION));
  }
}
