package org.linfnet.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sequence;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.linfnet.ml.QuickFits.quick;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the weights of rows mean, as Spark's own classifiers are asked. */
class SampleWeightsTest {

  private static final double TOLERANCE = 0.1;
  private static final int BATCH = 50;

  private static SparkSession spark;
  private static Dataset<Row> table;

  @BeforeAll
  static void start() {
    spark = QuickFits.start();
    table = QuickFits.gauges(spark, 400).cache();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void rowsOfWeightZeroAreAsNone() {
    Dataset<Row> weighted =
        table.withColumn("weight", when(col("label").equalTo(2), 0).otherwise(1));
    LinfDistClassifier classifier = quick().setMaxIter(1);

    requireSameBits(classifier, table.where("label <> 2"), weighted);
  }

  @Test
  void imagesOfWeightZeroAreAsNone() {
    Dataset<Row> images =
        QuickFits.images(spark, 120).withColumn("weight", when(col("id").lt(60), 0).otherwise(1));
    LinfDistClassifier classifier = quick().setFeaturesCol("pixels").setMaxIter(1);

    requireSameBits(classifier, images.where("weight > 0"), images);
  }

  /** Rows without weights train the same model as others with weights. */
  private static void requireSameBits(
      LinfDistClassifier classifier, Dataset<Row> rows, Dataset<Row> weighted) {
    String without = classifier.fit(rows).summary().sha256();
    String with = classifier.setWeightCol("weight").fit(weighted).summary().sha256();

    assertThat(with).isEqualTo(without);
  }

  @Test
  void heavierRowsPullTheModel() {
    Dataset<Row> weighted =
        table.withColumn("weight", when(col("label").equalTo(2), 50.0).otherwise(0.1));
    Dataset<Row> scored = quick().setWeightCol("weight").fit(weighted).transform(table);

    assertThat(scored.where("prediction = 2").count())
        .isGreaterThan(quick().fit(table).transform(table).where("prediction = 2").count());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 1, 1000})
  void weightsThatAreAllAlikeChangeNoBit(double weight) {
    requireSameBits(quick(), table, table.withColumn("weight", lit(weight)));
  }

  @Test
  void manyWrongRowsDoNoHarmWhenTheirWeightIsSmall() {
    double right = accuracy(learning().fit(table));

    assertThat(amongWrongRows(1e-4)).isGreaterThan(right - TOLERANCE);
    assertThat(amongWrongRows(1)).isLessThan(right - 3 * TOLERANCE);
  }

  /** The accuracy on the table of a model that has seen three wrong copies of each row too. */
  private static double amongWrongRows(double weight) {
    Dataset<Row> wrong =
        table
            .withColumn("label", lit(2).minus(col("label")))
            .withColumn("weight", lit(weight))
            .withColumn("copy", explode(sequence(lit(1), lit(3))))
            .drop("copy");
    return accuracy(
        learning()
            .setBatchSize(4 * BATCH)
            .setWeightCol("weight")
            .fit(table.withColumn("weight", lit(1.0)).unionByName(wrong)));
  }

  @Test
  void aWeightCountsAsThatManyRows() {
    Dataset<Row> weighted = table.withColumn("weight", col("label").plus(1));
    Dataset<Row> repeated =
        weighted
            .withColumn("copy", explode(sequence(lit(1), col("weight").cast("int"))))
            .drop("copy", "weight");

    assertThat(accuracy(learning().setWeightCol("weight").fit(weighted)))
        .isCloseTo(accuracy(learning().setBatchSize(2 * BATCH).fit(repeated)), within(TOLERANCE));
  }

  /** Long enough to learn the table. */
  private static LinfDistClassifier learning() {
    return quick().setMaxIter(100).setWidth(32).setBatchSize(BATCH);
  }

  private static double accuracy(LinfDistClassificationModel fitted) {
    return fitted.evaluate(table).accuracy();
  }
}
