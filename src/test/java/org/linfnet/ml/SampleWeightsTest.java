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

  private static final double TOLERANCE = 0.03;

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
    LinfDistClassifier classifier = quick().setMaxIter(1).setNumClasses(3);

    String without = classifier.fit(table.where("label <> 2")).summary().sha256();
    String zero = classifier.setWeightCol("weight").fit(weighted).summary().sha256();

    assertThat(zero).isEqualTo(without);
  }

  @Test
  void imagesOfWeightZeroAreAsNone() {
    Dataset<Row> images =
        QuickFits.images(spark, 120).withColumn("weight", when(col("id").lt(60), 0).otherwise(1));
    LinfDistClassifier classifier = quick().setFeaturesCol("pixels").setMaxIter(1);

    String without = classifier.fit(images.where("weight > 0")).summary().sha256();
    String zero = classifier.setWeightCol("weight").fit(images).summary().sha256();

    assertThat(zero).isEqualTo(without);
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
  @ValueSource(doubles = {0.0009765625, 1, 1024})
  void weightsThatAreAllAlikeChangeNothing(double weight) {
    LinfDistClassifier classifier = quick();
    double without = accuracy(classifier.fit(table));
    double alike =
        accuracy(classifier.setWeightCol("weight").fit(table.withColumn("weight", lit(weight))));

    assertThat(alike).isCloseTo(without, within(TOLERANCE));
  }

  @Test
  void manyWrongRowsOfSmallWeightDoNoHarm() {
    Dataset<Row> right = table.withColumn("weight", lit(1.0));
    Dataset<Row> wrong =
        table
            .withColumn("label", lit(2).minus(col("label")))
            .withColumn("weight", lit(1e-4))
            .withColumn("copy", explode(sequence(lit(1), lit(3))))
            .drop("copy");

    LinfDistClassificationModel fitted =
        learning().setWeightCol("weight").fit(right.unionByName(wrong));

    assertThat(accuracy(fitted)).isCloseTo(accuracy(learning().fit(table)), within(TOLERANCE));
  }

  @Test
  void aWeightCountsAsThatManyRows() {
    Dataset<Row> weighted = table.withColumn("weight", col("label").plus(1));
    Dataset<Row> repeated =
        weighted
            .withColumn("copy", explode(sequence(lit(1), col("weight").cast("int"))))
            .drop("copy", "weight");

    assertThat(accuracy(learning().setWeightCol("weight").fit(weighted)))
        .isCloseTo(accuracy(learning().fit(repeated)), within(TOLERANCE));
  }

  /** Enough steps that what is left over does not depend on their order. */
  private static LinfDistClassifier learning() {
    return quick().setMaxIter(16).setWidth(32);
  }

  private static double accuracy(LinfDistClassificationModel fitted) {
    return fitted.evaluate(table).accuracy();
  }
}
