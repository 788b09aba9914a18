package org.linfnet.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linfnet.ml.QuickFits.quick;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.TimeoutException;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.ml.classification.OneVsRestModel;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.InvalidInputException;

class ModelSelectionTest {

  private static SparkSession spark;
  private static Dataset<Row> table;
  private static LinfDistClassificationModel model;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    spark = QuickFits.start();
    table = QuickFits.gauges(spark, 300).cache();
    model = quick().fit(table);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void certifiedAccuracyFallsFromAccuracyWithTheRadius() {
    Dataset<Row> scored = model.transform(table);
    double accuracy =
        new MulticlassClassificationEvaluator().setMetricName("accuracy").evaluate(scored);

    assertThat(new CertifiedAccuracyEvaluator(0).evaluate(scored)).isEqualTo(accuracy);
    assertThat(new CertifiedAccuracyEvaluator(0.05).evaluate(scored)).isBetween(0.01, accuracy);
    assertThat(new CertifiedAccuracyEvaluator(1e6).evaluate(scored)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "absent, 'there is no column absent'",
    "word, 'Column word must be of type numeric but was actually of type string'",
    "features, 'must be of type numeric'"
  })
  void aColumnThatTheEvaluatorCannotUseIsNamed(String column, String message) {
    Dataset<Row> scored = model.transform(table).withColumn("word", lit("secret"));
    for (CertifiedAccuracyEvaluator evaluator :
        List.of(
            new CertifiedAccuracyEvaluator(0).setLabelCol(column),
            new CertifiedAccuracyEvaluator(0).setPredictionCol(column),
            new CertifiedAccuracyEvaluator(0).setCertifiedRadiusCol(column),
            new CertifiedAccuracyEvaluator(0).setWeightCol(column))) {
      assertThatThrownBy(() -> evaluator.evaluate(scored))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining(message)
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void aNegativeWeightIsRefusedByTheEvaluator() {
    Dataset<Row> scored = model.transform(table).withColumn("weight", col("label").minus(0.5));
    assertThatThrownBy(
            () -> new CertifiedAccuracyEvaluator(0).setWeightCol("weight").evaluate(scored))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("a weight below 0 in column weight");
  }

  @Test
  void crossValidationChoosesByCertifiedAccuracy() throws IOException {
    LinfDistClassifier classifier = quick().setMaxIter(2);
    ParamMap[] grid =
        new ParamGridBuilder().addGrid(classifier.stepSize(), new double[] {1e-7, 0.05}).build();
    CrossValidatorModel tuned =
        new CrossValidator()
            .setEstimator(classifier)
            .setEstimatorParamMaps(grid)
            .setEvaluator(new CertifiedAccuracyEvaluator(0.05))
            .setNumFolds(2)
            .setSeed(3)
            .fit(table);

    tuned.write().save(directory.resolve("tuned").toString());

    assertThat(tuned.avgMetrics()[1]).isGreaterThan(tuned.avgMetrics()[0]);
    assertThat(CrossValidatorModel.load(directory.resolve("tuned").toString()).avgMetrics())
        .isEqualTo(tuned.avgMetrics());
  }

  @Test
  void aTrainValidationSplitChoosesByAccuracy() {
    LinfDistClassifier classifier = quick().setMaxIter(2);
    TrainValidationSplitModel tuned =
        new TrainValidationSplit()
            .setEstimator(classifier)
            .setEstimatorParamMaps(
                new ParamGridBuilder().addGrid(classifier.width(), new int[] {8, 16}).build())
            .setEvaluator(new MulticlassClassificationEvaluator())
            .setSeed(3)
            .fit(table);

    assertThat(tuned.validationMetrics()).hasSize(2);
    assertThat(tuned.transform(table).columns()).contains("certifiedRadius");
  }

  @Test
  void oneModelAClassIsTrainedAgainstTheRest() {
    OneVsRestModel rest =
        new OneVsRest().setClassifier(quick().setMaxIter(2).setWidth(8)).fit(table);
    double accuracy =
        new MulticlassClassificationEvaluator()
            .setMetricName("accuracy")
            .evaluate(rest.transform(table));

    assertThat(rest.models()).hasSize(3);
    assertThat(accuracy).isGreaterThan(0.4);
  }

  @Test
  void crossValidationChoosesByLogLoss() {
    LinfDistClassifier classifier = quick().setMaxIter(3);
    CrossValidatorModel tuned =
        new CrossValidator()
            .setEstimator(classifier)
            .setEstimatorParamMaps(
                new ParamGridBuilder()
                    .addGrid(classifier.stepSize(), new double[] {1e-7, 0.05})
                    .build())
            .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("logLoss"))
            .setNumFolds(2)
            .setSeed(3)
            .fit(table);

    assertThat(tuned.avgMetrics()[1]).isLessThan(tuned.avgMetrics()[0]);
  }

  @Test
  void sqlSelectsByRadius() {
    model.transform(table).createOrReplaceTempView("scored");
    Dataset<Row> sure = spark.sql("SELECT * FROM scored WHERE certifiedRadius >= 0.05");

    assertThat(sure.count()).isPositive();
    assertThat(
            spark
                .sql("SELECT min(certifiedRadius) FROM scored WHERE certifiedRadius >= 0.05")
                .head()
                .getDouble(0))
        .isGreaterThanOrEqualTo(0.05);
  }

  @Test
  void aRegisteredFunctionScoresAsTransformDoes() {
    model.registerFunction(spark, "classify");
    table.createOrReplaceTempView("gauges");
    List<Row> inSql =
        spark
            .sql("SELECT s.* FROM (SELECT classify(features) AS s FROM gauges)")
            .select("prediction", "certifiedRadius")
            .collectAsList();

    assertThat(inSql)
        .isEqualTo(model.transform(table).select("prediction", "certifiedRadius").collectAsList());
  }

  @Test
  void aStreamIsTransformed() throws TimeoutException, StreamingQueryException {
    String source = directory.resolve("source").toString();
    table.write().parquet(source);
    Dataset<Row> stream = spark.readStream().schema(table.schema()).parquet(source);
    StreamingQuery query =
        model.transform(stream).writeStream().format("memory").queryName("streamed").start();
    query.processAllAvailable();
    query.stop();

    assertThat(spark.table("streamed").where("certifiedRadius > 0").count())
        .isEqualTo(model.transform(table).where("certifiedRadius > 0").count());
  }

  @Test
  void sparkConnectFindsEstimatorAndModel() {
    assertThat(named(ServiceLoader.load(Estimator.class))).contains("LinfDistClassifier");
    assertThat(named(ServiceLoader.load(Transformer.class)))
        .contains("LinfDistClassificationModel");
  }

  private static List<String> named(ServiceLoader<?> loader) {
    return loader.stream().map(provider -> provider.type().getSimpleName()).toList();
  }
}
