package org.linfnet.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.linfnet.attack.AttackKind;
import org.linfnet.dataset.ExampleSchema;
import org.linfnet.dataset.Split;
import org.linfnet.dataset.TableDescription;
import org.linfnet.evaluate.CertifiedExamples;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.ImageEncoding;
import org.linfnet.input.StoredValues;
import org.linfnet.layer.Shape;

/** Images of three channels, of which the class makes one brighter, through a fit. */
class ColourImagesTest {

  private static final Shape SHAPE = new Shape(3, 5, 5);
  private static final int IMAGES = 120;
  private static final ExampleBlock EXAMPLES = examples();

  private static SparkSession spark;
  private static Dataset<Row> table;
  private static LinfDistClassificationModel model;

  @BeforeAll
  static void fit() {
    spark = QuickFits.start();
    table = table();
    model = augmented().fit(table);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void mostImagesAreRightAndCertified() {
    Dataset<Row> scored = model.transform(table);

    assertThat(scored.where("prediction = label").count()).isGreaterThan(IMAGES * 9 / 10);
    assertThat(scored.where("certifiedRadius >= 0.1").count()).isGreaterThan(IMAGES / 2);
  }

  @Test
  void noCertifiedImageIsBroken() {
    CertifiedExamples.Survival survival = certified().attack(AttackKind.STRONG, 0.1);

    assertThat(survival.attacked()).isGreaterThan(IMAGES / 2);
    assertThat(survival.broken()).isEmpty();
  }

  @Test
  void noImageIsBrokenByItsLastBits() {
    CertifiedExamples.Survival nudged = certified().searchLastBits(10, 300);

    assertThat(nudged.attacked()).isEqualTo(10);
    assertThat(nudged.broken()).isEmpty();
  }

  @Test
  void bitsDoNotDependOnTheOrderOfRows() {
    LinfDistClassificationModel again =
        augmented().fit(table.orderBy(ExampleSchema.PIXELS).repartition(3));

    assertThat(again.trained().sha256()).isEqualTo(model.trained().sha256());
  }

  @Test
  void theModelKeepsHowImagesWereChanged() {
    assertThat(model.getCropBorder()).isEqualTo("edge");
    assertThat(model.getMirrorChance()).isEqualTo(0.5);
    assertThat(model.trained().recipe())
        .containsEntry("crop-border", "edge")
        .containsEntry("mirror-chance", "0.5");
  }

  private static LinfDistClassifier augmented() {
    return QuickFits.quick()
        .setFeaturesCol(ExampleSchema.PIXELS)
        .setMaxIter(20)
        .setBatchSize(16)
        .setMargin(0.4)
        .setCropPadding(1)
        .setCropBorder("edge")
        .setMirrorChance(0.5);
  }

  private static CertifiedExamples certified() {
    return new CertifiedExamples(model.trained().network(), EXAMPLES);
  }

  private static Dataset<Row> table() {
    TableDescription description =
        new TableDescription(
            "colours",
            Split.TRAIN,
            new ImageEncoding(SHAPE, new float[] {0.45f, 0.4f, 0.35f}, 0.3f),
            SHAPE.channels());
    List<Row> rows =
        IntStream.range(0, IMAGES)
            .mapToObj(
                i ->
                    RowFactory.create(
                        EXAMPLES.ids()[i], EXAMPLES.labels()[i], EXAMPLES.values().row(i)))
            .toList();
    return spark.createDataFrame(rows, ExampleSchema.of(description));
  }

  private static ExampleBlock examples() {
    Random random = new Random(1);
    int plane = SHAPE.height() * SHAPE.width();
    int[] labels = new int[IMAGES];
    byte[] pixels = new byte[IMAGES * SHAPE.size()];
    for (int i = 0; i < IMAGES; i++) {
      labels[i] = i % SHAPE.channels();
      for (int k = 0; k < SHAPE.size(); k++) {
        int base = k / plane == labels[i] ? 180 : 20;
        pixels[i * SHAPE.size() + k] = (byte) (base + random.nextInt(60));
      }
    }
    return ExampleBlock.numbered(0, labels, StoredValues.of(pixels, SHAPE.size()));
  }
}
