package org.linfnet.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linfnet.ml.QuickFits.quick;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.functions;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.input.FeatureEncoding;

class LinfDistClassifierTest {

  private static SparkSession spark;
  private static Dataset<Row> table;
  private static LinfDistClassificationModel model;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    spark = QuickFits.start();
    table = QuickFits.gauges(spark, 400).cache();
    model = quick().setMaxIter(12).setWidth(32).fit(table);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void explainsItsParams() {
    assertThat(new LinfDistClassifier().explainParams())
        .contains("featuresCol: features column name (default: features)")
        .contains("certifiedRadiusCol: ")
        .contains("maxIter: ");
  }

  @Test
  void aValueOutOfRangeIsRefusedWhenItIsSet() {
    assertThatThrownBy(() -> quick().setWidth(0)).hasMessageContaining("width");
    assertThatThrownBy(() -> quick().setHandleInvalid("ignore")).hasMessageContaining("ignore");
  }

  @Test
  void aCopyHasTheParamsAndTheExtraOnes() {
    LinfDistClassifier classifier = quick();
    LinfDistClassifier copied = classifier.copy(new ParamMap().put(classifier.epsilon().w(0.3)));

    assertThat(copied.uid()).isEqualTo(classifier.uid());
    assertThat(copied.getWidth()).isEqualTo(16);
    assertThat(copied.getEpsilon()).isEqualTo(0.3);
    assertThat(classifier.getEpsilon()).isEqualTo(0.1);
  }

  @Test
  void isTheSameAfterSavingAndLoading() throws IOException {
    LinfDistClassifier classifier = quick().setMargin(0.7).setLabelCol("class");
    classifier.write().save(path("classifier"));
    LinfDistClassifier loaded = LinfDistClassifier.load(path("classifier"));

    assertThat(loaded.uid()).isEqualTo(classifier.uid());
    assertThat(loaded.explainParams()).isEqualTo(classifier.explainParams());
  }

  @Test
  void itsModelLearns() {
    double accuracy =
        new MulticlassClassificationEvaluator()
            .setMetricName("accuracy")
            .evaluate(model.transform(table));

    assertThat(accuracy).isGreaterThan(0.6);
  }

  /** Radii are those of bounds, far beyond what the margin proves of a network that stretches. */
  @ParameterizedTest
  @CsvSource({"head, 12", "ibp, 12", "crown-ibp, 12", "cap, 40", "groupsort, 12"})
  void anotherMethodLearnsAndCertifies(String method, int epochs) {
    LinfDistClassificationModel fitted = quick().setMethod(method).setMaxIter(epochs).fit(table);
    assertThat(new CertifiedAccuracyEvaluator(0).evaluate(fitted.transform(table)))
        .isGreaterThan(0.5);
    assertThat(new CertifiedAccuracyEvaluator(0.05).evaluate(fitted.transform(table)))
        .isGreaterThan(0.3);
    assertThat(fitted.getMethod()).isEqualTo(method);
  }

  @Test
  void membersAreAveragedIntoOneModel() {
    LinfDistClassificationModel fitted = quick().setMembers(3).setMaxIter(8).fit(table);

    assertThat(fitted.trained().network().network().members()).isEqualTo(3);
    assertThat(fitted.getMembers()).isEqualTo(3);
    assertThat(fitted.summary().history(spark).count()).isEqualTo(24);
    assertThat(new CertifiedAccuracyEvaluator(0.05).evaluate(fitted.transform(table)))
        .isGreaterThan(0.3);
  }

  @Test
  void itsModelKeepsColumnNamesAndParent() {
    LinfDistClassificationModel fitted =
        quick().setMaxIter(1).setPredictionCol("p").setCertifiedRadiusCol("r").fit(table);

    assertThat(fitted.hasParent()).isTrue();
    assertThat(fitted.transform(table).columns())
        .containsExactly("label", "features", "rawPrediction", "probability", "p", "r");
  }

  @Test
  void itsModelIsTheSameAfterSavingAndLoading() throws IOException {
    model.write().save(path("model"));
    LinfDistClassificationModel loaded = LinfDistClassificationModel.load(path("model"));

    assertThat(loaded.transform(table).collectAsList())
        .isEqualTo(model.transform(table).collectAsList());
    assertThat(loaded.transform(table).schema()).isEqualTo(model.transform(table).schema());
    assertThat(loaded.hasSummary()).isFalse();
  }

  @Test
  void theColumnOfRadiiSaysThatTheBallIsABox() {
    Metadata metadata = model.transform(table).schema().apply("certifiedRadius").metadata();

    FeatureEncoding encoding = (FeatureEncoding) model.trained().network().encoding();
    assertThat(metadata.getString(RadiusMetadata.UNIT)).isEqualTo("featureScale");
    assertThat(metadata.getDoubleArray(RadiusMetadata.HALF_WIDTHS)).isEqualTo(encoding.scales());
  }

  @Test
  void theSummaryHasAnEpochInEachRow() {
    assertThat(model.summary().totalIterations()).isEqualTo(12);
    assertThat(model.summary().objectiveHistory()).hasSize(12);
    assertThat(model.summary().history(spark).count()).isEqualTo(12);
  }

  @Test
  void equalFitsHaveTheSameDigest() {
    LinfDistClassifier classifier = quick().setMaxIter(1);
    LinfDistClassificationModel first = classifier.fit(table);
    LinfDistClassificationModel second = classifier.fit(table);

    assertThat(second.summary().sha256()).isEqualTo(first.summary().sha256());
    assertThat(first.summary().sha256()).isEqualTo(first.trained().sha256());
    assertThat(classifier.setSeed(2).fit(table).summary().sha256())
        .isNotEqualTo(first.summary().sha256());
  }

  @Test
  void theModelKeepsTheParamsItWasTrainedBy() throws IOException {
    model.write().save(path("model"));

    LinfDistClassificationModel loaded = LinfDistClassificationModel.load(path("model"));
    assertThat(loaded.trained().recipe())
        .containsEntry("epochs", "12")
        .containsEntry("network.width", "32")
        .containsEntry("seed", "1");
    assertThat(loaded.getMaxIter()).isEqualTo(12);
    assertThat(loaded.getWidth()).isEqualTo(32);
    assertThat(loaded.getSeed()).isEqualTo(1);
    assertThat(loaded.getMargin()).isEqualTo(0.5);
    assertThat(loaded.getBatchSize()).isEqualTo(64);
    assertThat(loaded.getLabelCol()).isEqualTo("label");
    assertThat(loaded.explainParams()).isEqualTo(model.explainParams());
  }

  @Test
  void neitherTheOrderNorThePartitionsOfRowsCount() {
    LinfDistClassifier classifier = quick().setMaxIter(1);
    float[] here = parameters(classifier.fit(table));
    float[] there = parameters(classifier.fit(table.orderBy(col("label").desc()).repartition(3)));

    assertThat(there).isEqualTo(here);
  }

  @Test
  void arraysAndSparseVectorsAreTheSameFeatures() {
    List<Row> expected = scores(model.transform(table));

    Dataset<Row> doubles =
        table.withColumn("features", functions.vector_to_array(col("features"), "float64"));
    assertThat(scores(model.transform(doubles))).isEqualTo(expected);

    spark
        .udf()
        .register(
            "to_sparse",
            (Vector dense) -> dense.toSparse(),
            org.apache.spark.ml.linalg.SQLDataTypes.VectorType());
    Dataset<Row> sparse =
        table.withColumn(
            "features", org.apache.spark.sql.functions.call_udf("to_sparse", col("features")));
    assertThat(scores(model.transform(sparse))).isEqualTo(expected);
  }

  @Test
  void rowsThatStaySparseTrainTheSameModel() {
    List<Row> rows =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    RowFactory.create(
                        (double) (i % 3),
                        Vectors.sparse(30, new int[] {i % 3, 9 + i % 7}, new double[] {2, i})))
            .toList();
    Dataset<Row> sparse =
        spark.createDataFrame(
            rows,
            new StructType()
                .add("label", DataTypes.DoubleType)
                .add("features", SQLDataTypes.VectorType()));
    Dataset<Row> dense =
        sparse.withColumn("features", functions.vector_to_array(col("features"), "float64"));
    LinfDistClassifier classifier = quick().setMaxIter(1);

    assertThat(parameters(classifier.fit(sparse))).isEqualTo(parameters(classifier.fit(dense)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"byte", "short", "int", "long", "float", "double", "decimal(10, 0)"})
  void labelsAreNumbersOfAnyType(String type) {
    Dataset<Row> typed = table.withColumn("label", col("label").cast(type));

    LinfDistClassifier classifier = quick().setMaxIter(1);

    assertThat(parameters(classifier.fit(typed))).isEqualTo(parameters(classifier.fit(table)));
  }

  @Test
  void floatArraysCanBeFitted() {
    Dataset<Row> floats =
        table.withColumn("features", functions.vector_to_array(col("features"), "float32"));

    assertThat(quick().setMaxIter(1).fit(floats).numFeatures()).isEqualTo(6);
  }

  @Test
  void trainingStopsEarlyOnceTheNormIsLarge() {
    Dataset<Row> split = table.withColumn("held", org.apache.spark.sql.functions.rand(7).lt(0.3));
    LinfDistTrainingSummary summary =
        quick()
            .setMaxIter(20)
            .setValidationIndicatorCol("held")
            .setPatience(1)
            .setStepSize(1e-6)
            .fit(split)
            .summary();

    assertThat(summary.totalIterations()).isBetween(17, 19);
    assertThat(summary.epochs().get(0).validation()).isPresent();
  }

  @Test
  void theSummaryOfAFitIsOfTheRowsThatItWasGiven() {
    LinfDistClassificationModel renamed = model.copy(ParamMap.empty());
    renamed.setPredictionCol("");

    assertThat(model.summary().predictions().count()).isEqualTo(table.count());
    assertThat(renamed.summary().accuracy()).isEqualTo(model.evaluate(table).accuracy());
    assertThat(model.summary().certifiedAccuracy(0.05))
        .isEqualTo(new CertifiedAccuracyEvaluator(0.05).evaluate(model.transform(table)));
  }

  @Test
  void columnsOfFeaturesMayHaveDotsAndSpacesInTheirNames() {
    Dataset<Row> named = table.withColumnRenamed("features", "a.b c");
    LinfDistClassificationModel model = quick().setMaxIter(1).setFeaturesCol("a.b c").fit(named);

    assertThat(model.transform(named).count()).isEqualTo(table.count());
    assertThat(model.evaluate(named).accuracy()).isBetween(0.0, 1.0);
  }

  /** As they are found for LogisticRegression. */
  @ParameterizedTest
  @ValueSource(strings = {"FEATURES", "inner.features", "`a.b`"})
  void columnsAreFoundAsSparkFindsThem(String featuresCol) {
    Dataset<Row> named =
        table
            .withColumn("inner", struct(col("features")))
            .withColumn("a.b", col("features"))
            .drop(featuresCol.equals("FEATURES") ? "" : "features");
    LinfDistClassifier classifier = quick().setMaxIter(1).setFeaturesCol(featuresCol);
    classifier.setValidationIndicatorCol("HELD");
    Dataset<Row> all = named.withColumn("held", col("label").equalTo(2));

    LinfDistClassificationModel fitted = classifier.fit(all);

    assertThat(fitted.transform(all).where("prediction >= 0").count()).isEqualTo(table.count());
    assertThat(fitted.evaluate(all).accuracy()).isBetween(0.0, 1.0);
    assertThat(
            new CertifiedAccuracyEvaluator(0)
                .setLabelCol("Label")
                .setWeightCol("LABEL")
                .evaluate(fitted.transform(all)))
        .isBetween(0.0, 1.0);
    assertThatThrownBy(() -> classifier.setFeaturesCol("inner.absent").fit(all))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there is no column inner.absent");
    assertThatThrownBy(() -> classifier.setFeaturesCol("a..b`").fit(all))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there is no column a..b`");
  }

  @Test
  void columnsOfWeightsAndIndicatorsWithoutANameAreNone() {
    LinfDistClassifier classifier = quick().setMaxIter(1);
    String without = classifier.fit(table).summary().sha256();

    assertThat(
            classifier.setValidationIndicatorCol("").setWeightCol("").fit(table).summary().sha256())
        .isEqualTo(without);
  }

  @Test
  void theTemperatureIsFittedAndSaved() throws IOException {
    model.write().save(path("model"));

    double temperature = model.trained().temperature();
    assertThat(temperature).isBetween(1e-3, 1e3).isNotEqualTo(1);
    assertThat(LinfDistClassificationModel.load(path("model")).trained().temperature())
        .isEqualTo(temperature);
  }

  @Test
  void runsInAPipelineInAPipelineThatIsSavedAndLoaded() throws IOException {
    StandardScaler scaler = new StandardScaler().setInputCol("features").setOutputCol("scaled");
    Pipeline inner =
        new Pipeline().setStages(new PipelineStage[] {quick().setFeaturesCol("scaled")});
    PipelineModel fitted = new Pipeline().setStages(new PipelineStage[] {scaler, inner}).fit(table);

    fitted.write().save(path("pipeline"));
    PipelineModel loaded = PipelineModel.load(path("pipeline"));

    assertThat(loaded.transform(table).collectAsList())
        .isEqualTo(fitted.transform(table).collectAsList());
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  private static float[] parameters(LinfDistClassificationModel fitted) {
    return fitted.trained().network().state().numbers();
  }

  private static List<Row> scores(Dataset<Row> scored) {
    return scored.select("prediction", "certifiedRadius").collectAsList();
  }
}
