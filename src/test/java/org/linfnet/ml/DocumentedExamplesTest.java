package org.linfnet.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.dataset.Gauges;

/** Runs the snippets of {@code docs/spark-ml.md}, which are here word for word. */
class DocumentedExamplesTest {

  private static final Path PAGE = Path.of("docs/spark-ml.md");
  private static final Path THIS =
      Path.of("src/test/java/org/linfnet/ml/DocumentedExamplesTest.java");

  private static SparkSession spark;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    spark = QuickFits.start();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tabular", "single", "tuning", "images", "function", "explanation"})
  void theSnippetIsTheCodeThatRunsHere(String name) throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf("```java\n", page.indexOf("<!-- snippet: " + name + " -->"));
    String snippet = page.substring(from + "```java\n".length(), page.indexOf("```", from + 3));

    assertThat(words(Files.readString(THIS))).contains(words(snippet));
  }

  @Test
  void tabularSingleFunctionAndExplanation() {
    Dataset<Row> train = GaugesTable.of(spark, new Gauges(1, 6, 3), 0, 2000);
    Dataset<Row> test = GaugesTable.of(spark, new Gauges(1, 6, 3), 2000, 2500);

    LinfDistClassificationModel model =
        new LinfDistClassifier()
            .setHiddenLayers(1)
            .setWidth(64)
            .setMaxIter(20)
            .setSeed(1)
            .fit(train);

    model.transform(test).createOrReplaceTempView("scored");
    Dataset<Row> sure = spark.sql("SELECT prediction FROM scored WHERE certifiedRadius >= 0.05");
    double certified = new CertifiedAccuracyEvaluator(0.05).evaluate(model.transform(test));

    assertThat(sure.count()).isPositive();
    assertThat(certified).isGreaterThan(0.5);

    LinfDistClassificationModel careful =
        model.copy(ParamMap.empty()).setThresholds(new double[] {0.5, 0.25, 0.25});
    Vector row = test.head().getAs("features");
    Vector chances = careful.predictProbability(row);
    double label = careful.predict(row);
    double logLoss = model.evaluate(test).logLoss();

    assertThat(chances.size()).isEqualTo(3);
    assertThat(label).isIn(0.0, 1.0, 2.0);
    assertThat(logLoss).isBetween(0.0, 1.0);

    model.registerFunction(spark, "classify");
    test.createOrReplaceTempView("readings");
    Dataset<Row> inSql =
        spark.sql(
            "SELECT s.prediction FROM (SELECT classify(features) s FROM readings)"
                + " WHERE s.certifiedRadius > 0.1");

    assertThat(inSql.count()).isPositive();

    model.registerExplanation(spark, "why");
    Dataset<Row> explained =
        spark.sql("SELECT w.* FROM (SELECT why(features) w FROM readings LIMIT 2)");

    assertThat(explained.collectAsList())
        .hasSize(2)
        .allSatisfy(
            found ->
                assertThat(found.<Double>getAs("smallestChange"))
                    .isGreaterThan(found.<Double>getAs("certifiedRadius")));
  }

  @Test
  void tuning() {
    Dataset<Row> train = GaugesTable.of(spark, new Gauges(1, 6, 3), 0, 300);

    LinfDistClassifier classifier = new LinfDistClassifier().setWidth(16).setMaxIter(3);
    TrainValidationSplitModel tuned =
        new TrainValidationSplit()
            .setEstimator(classifier)
            .setEstimatorParamMaps(
                new ParamGridBuilder()
                    .addGrid(classifier.margin(), new double[] {0.3, 0.6})
                    .build())
            .setEvaluator(new CertifiedAccuracyEvaluator(0.1))
            .fit(train);

    assertThat(tuned.validationMetrics()).hasSize(2);
  }

  @Test
  void images() throws IOException {
    String images = directory.resolve("images").toString();
    QuickFits.images(spark, 200).write().parquet(images);
    String path = directory.resolve("pipeline").toString();

    Dataset<Row> digits = spark.read().parquet(images);
    PipelineModel fitted =
        new Pipeline()
            .setStages(
                new PipelineStage[] {
                  new LinfDistClassifier()
                      .setFeaturesCol("pixels")
                      .setWidth(32)
                      .setMaxIter(3)
                      .setMargin(0.6)
                })
            .fit(digits);
    fitted.write().overwrite().save(path);
    Dataset<Row> scored = PipelineModel.load(path).transform(digits);

    assertThat(scored.schema().apply("certifiedRadius").metadata().getString(RadiusMetadata.UNIT))
        .isEqualTo("pixel");
    assertThat(scored.count()).isEqualTo(200);
  }

  private static String words(String code) {
    return code.replaceAll("\\s+", "").replace("\"+\"", "");
  }
}
