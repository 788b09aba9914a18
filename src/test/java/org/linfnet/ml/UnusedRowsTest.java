package org.linfnet.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.monotonically_increasing_id;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linfnet.ml.QuickFits.quick;

import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.linfnet.InvalidInputException;
import org.linfnet.attack.AttackKind;
import org.linfnet.evaluate.EvaluationPlan;

/** Rows that are neither trained on nor counted, and what they must not change. */
class UnusedRowsTest {

  private static final Vector BROKEN = Vectors.dense(1, 2, Double.NaN, 4, 5, 6);
  private static final Vector TOO_LARGE = Vectors.dense(1, 2, 3, 1e300, 5, 6);
  private static final Vector USABLE = Vectors.dense(1, 2, 3, 4, 5, 6);

  private static SparkSession spark;
  private static Dataset<Row> table;
  private static LinfDistClassificationModel model;

  @BeforeAll
  static void start() {
    spark = QuickFits.start();
    table = QuickFits.gauges(spark, 400).cache();
    model = quick().fit(table);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Set<Integer> cached() {
    return JavaSparkContext.fromSparkContext(spark.sparkContext()).getPersistentRDDs().keySet();
  }

  @Test
  void aMistakeInAValidationRowLeavesNothingCached() {
    Set<Integer> before = cached();
    Dataset<Row> split =
        table
            .withColumn("held", lit(false))
            .union(QuickFits.row(table, 1.0, BROKEN).withColumn("held", lit(true)));

    assertThatThrownBy(() -> quick().setValidationIndicatorCol("held").fit(split))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("NaN in column features");
    assertThat(cached()).isEqualTo(before);
  }

  @Test
  void aRowThatIsNeitherTrainedOnNorValidatedWithIsAnErrorUnlessSkipped() {
    Column held =
        when(col("label").equalTo(2), lit(null))
            .otherwise(pmod(monotonically_increasing_id(), lit(4)).equalTo(0));
    Dataset<Row> split = table.withColumn("held", held.cast("boolean"));
    LinfDistClassifier classifier = quick().setMaxIter(1).setValidationIndicatorCol("held");

    assertThatThrownBy(() -> classifier.fit(split))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("a row holds null in column held");
    assertThat(classifier.setHandleInvalid("skip").fit(split).numClasses()).isEqualTo(2);
  }

  @Test
  void aSummaryCountsTheRowsThatWereFitted() {
    Dataset<Row> doubles = table.withColumn("label", col("label").cast("double"));
    Dataset<Row> broken =
        doubles
            .union(doubles.limit(3).withColumn("label", lit(null).cast("double")))
            .union(doubles.limit(3).withColumn("label", lit(Double.NaN)));
    LinfDistClassifier classifier = quick().setMaxIter(1);
    LinfDistClassificationModel fitted = classifier.setHandleInvalid("skip").fit(broken);

    assertThat(fitted.summary().accuracy()).isEqualTo(fitted.evaluate(doubles).accuracy());
    assertThat(fitted.summary().certifiedAccuracy(0.05))
        .isEqualTo(fitted.evaluate(doubles).certifiedAccuracy(0.05));
    assertThatThrownBy(() -> model.evaluate(broken).accuracy())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching("a row holds (null|NaN) in column label.*");
    Dataset<Row> texts = doubles.withColumn("label", lit("Lovelace"));
    assertThatThrownBy(() -> model.evaluate(texts))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("index strings with a StringIndexer");
  }

  @Test
  void aLabelThatIsNoNumberIsNotTheLargest() {
    Dataset<Row> infinite =
        QuickFits.row(
                table.withColumn("label", col("label").cast("double")),
                Double.POSITIVE_INFINITY,
                USABLE)
            .union(table);

    assertThatThrownBy(() -> quick().fit(infinite))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("infinity in column label");
    assertThat(quick().setMaxIter(1).setHandleInvalid("skip").fit(infinite).numClasses())
        .isEqualTo(3);
  }

  @Test
  void aRowOfWeightZeroNamesNoClass() {
    Dataset<Row> weighted =
        table
            .withColumn("weight", lit(1.0))
            .union(
                table
                    .limit(1)
                    .withColumn("label", lit(9).cast(table.schema().apply("label").dataType()))
                    .withColumn("weight", lit(0.0)));

    assertThat(quick().setMaxIter(1).setWeightCol("weight").fit(weighted).numClasses())
        .isEqualTo(3);
  }

  @Test
  void labelsOfOneClassAreFittedAsLogisticRegressionFitsThem() {
    Column named =
        col("label").as("label", NominalAttribute.defaultAttr().withNumValues(1).toMetadata());
    Dataset<Row> one = table.where("label = 0").select(named, col("features"));

    LinfDistClassificationModel fitted = quick().setMaxIter(1).fit(one);
    assertThat(fitted.numClasses()).isEqualTo(2);
    assertThat(fitted.transform(one).where("prediction = 0").count()).isEqualTo(one.count());
  }

  @Test
  void skippedRowsDoNotDecideTheBatch() {
    Dataset<Row> rows = QuickFits.gauges(spark, 2_400);
    DataType vector = rows.schema().apply("features").dataType();
    Dataset<Row> broken = rows.union(rows.withColumn("features", lit(null).cast(vector)));
    LinfDistClassifier classifier =
        new LinfDistClassifier().setHiddenLayers(1).setWidth(4).setMaxIter(1).setSeed(1);
    int batch = Integer.parseInt(classifier.fit(rows).trained().recipe().get("batch"));

    assertThat(classifier.setHandleInvalid("skip").fit(broken).trained().recipe())
        .containsEntry("batch", Integer.toString(batch));
    assertThat(batch).isEqualTo(2_400 / 64);
  }

  @Test
  void aNumberTooLargeForTheNetworkIsFaultyWhateverReadsIt() {
    Dataset<Row> large = QuickFits.row(table, 1.0, TOO_LARGE);
    String fault = "a number too large for a float in column features, at value 4 of 6";

    assertThatThrownBy(() -> model.transform(large).collect()).hasStackTraceContaining(fault);
    assertThatThrownBy(() -> model.predictProbability(TOO_LARGE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(fault);
    LinfDistClassificationModel skipping = model.copy(ParamMap.empty()).setHandleInvalid("skip");
    assertThat(skipping.transform(large.union(table.limit(2))).collectAsList()).hasSize(2);
    LinfDistClassificationModel keeping = model.copy(ParamMap.empty()).setHandleInvalid("keep");
    assertThat(keeping.transform(large).head().<Double>getAs("prediction")).isNaN();
  }

  @Test
  void aKeptRowIsNotCertifiedThoughItsLabelIsNoNumberEither() {
    Dataset<Row> broken =
        QuickFits.row(table.withColumn("label", col("label").cast("double")), Double.NaN, BROKEN);
    Dataset<Row> kept = model.copy(ParamMap.empty()).setHandleInvalid("keep").transform(broken);

    assertThat(new CertifiedAccuracyEvaluator(0).evaluate(kept)).isZero();
  }

  @Test
  void anOutputThatDiffersInCapitalsAloneIsRefused() {
    Dataset<Row> taken = table.withColumn("Prediction", lit(1));

    assertThatThrownBy(() -> model.transform(taken))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there is a column prediction already");
    assertThatThrownBy(() -> quick().fit(taken)).isInstanceOf(InvalidInputException.class);
    spark.conf().set("spark.sql.caseSensitive", true);
    try {
      assertThat(model.transform(taken).columns()).contains("Prediction", "prediction");
    } finally {
      spark.conf().unset("spark.sql.caseSensitive");
    }
  }

  @Test
  void aTextInTheUsualColumnOfIdsNamesNoExample() {
    Dataset<Row> named = table.limit(5).withColumn("id", lit("Lovelace"));
    try (ModelEvaluation evaluation =
        new ModelEvaluation(
            model,
            named,
            new EvaluationPlan(new double[] {0.01}, AttackKind.NONE, 1),
            new ModelEvaluation.ExampleColumns("", ""))) {
      assertThat(evaluation.predictions().count()).isEqualTo(5);
    }
    Dataset<Row> texts = table.limit(5).withColumn("label", lit("Lovelace"));
    assertThatThrownBy(
            () ->
                new ModelEvaluation(
                    model,
                    texts,
                    new EvaluationPlan(new double[] {0.01}, AttackKind.NONE, 1),
                    new ModelEvaluation.ExampleColumns("", "")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("index strings with a StringIndexer");
  }
}
