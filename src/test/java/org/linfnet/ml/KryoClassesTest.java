package org.linfnet.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.linfnet.ml.QuickFits.quick;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Kryo that refuses classes which nobody registered. */
class KryoClassesTest {

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .config("spark.kryo.registrationRequired", true)
            .config("spark.kryo.registrator", "org.linfnet.ml.KryoClasses")
            .getOrCreate();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void weightedFeaturesAreTrainedOnAndScored() {
    assertScored(
        QuickFits.gauges(spark, 120).selectExpr("*", "1.0 AS weight", "rand(1) < 0.2 AS held"));
  }

  @Test
  void weightedImagesAreTrainedOnAndScored() {
    assertScored(
        QuickFits.images(spark, 60)
            .selectExpr("pixels AS features", "label", "1.0 AS weight", "id < 9 AS held"));
  }

  /** Closures of a user's hold stages, and Spark broadcasts them. */
  @Test
  void aModelAndOtherStagesAreBroadcast() {
    Dataset<Row> table = QuickFits.gauges(spark, 60);
    LinfDistClassificationModel model = quick().setMaxIter(1).fit(table);
    JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
    List<Object> sent = List.of(model, quick(), new CertifiedAccuracyEvaluator());

    for (Object stage : sent) {
      Broadcast<Object> broadcast = context.broadcast(stage);
      assertThat(context.parallelize(List.of(1)).map(i -> broadcast.value().getClass()).collect())
          .hasToString("[" + stage.getClass() + "]");
    }
  }

  private static void assertScored(Dataset<Row> table) {
    LinfDistClassificationModel model =
        quick().setMaxIter(1).setWeightCol("weight").setValidationIndicatorCol("held").fit(table);
    assertThat(model.transform(table).collectAsList()).hasSize((int) table.count());
    assertThat(model.evaluate(table).accuracy()).isBetween(0.0, 1.0);
  }
}
