package org.linfnet.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.linfnet.ml.QuickFits.quick;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;

/** Rows and columns that cannot be trained on or scored. */
class FaultyRowsTest {

  private static final Vector BROKEN = Vectors.dense(1, 2, Double.NaN, 4, 5, 6);

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

  @Test
  void aRowWithNaNIsAnErrorThatNamesTheColumn() {
    Dataset<Row> broken = QuickFits.row(table, 1.0, BROKEN);

    assertThatThrownBy(() -> model.transform(broken).collect())
        .hasStackTraceContaining("a row holds NaN in column features, at value 3 of 6");
    assertThatThrownBy(() -> quick().fit(table.union(broken)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("a row holds NaN in column features, at value 3 of 6");
  }

  @Test
  void anErrorTellsNothingOfTheRow() {
    double[] wide = new double[5000];
    Arrays.fill(wide, 0.4711);
    wide[4999] = Double.NEGATIVE_INFINITY;
    Dataset<Row> secret =
        QuickFits.row(table, 1.0, Vectors.dense(wide))
            .withColumn("name", lit("Lovelace"))
            .union(
                QuickFits.row(table, 0.0, Vectors.dense(wide)).withColumn("name", lit("Lovelace")));

    Throwable fault = catchThrowable(() -> quick().fit(secret));

    assertThat(fault).hasMessageContaining("infinity in column features, at value 5000 of 5000");
    assertThat(fault.getMessage()).hasSizeLessThan(200);
    assertThat(fault).hasStackTraceContaining("infinity");
    assertThat(trace(fault)).doesNotContain("4711").doesNotContain("Lovelace");
  }

  @Test
  void anErrorOfATransformTellsNothingOfTheRow() {
    Dataset<Row> secret =
        QuickFits.row(table, 0.4711, BROKEN).withColumn("name", lit("Lovelace")).repartition(1);

    Throwable fault = catchThrowable(() -> model.transform(secret).collect());

    assertThat(trace(fault))
        .contains("NaN in column features, at value 3 of 6")
        .doesNotContain("4711")
        .doesNotContain("Lovelace");
    assertThat(fault.getMessage().lines().findFirst().orElseThrow()).hasSizeLessThan(400);
  }

  private static String trace(Throwable fault) {
    StringWriter trace = new StringWriter();
    fault.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  @Test
  void moreFeaturesThanTheHeapHoldsAreRefusedBeforeTraining() {
    int features = 1 << 28;
    Dataset<Row> wide =
        QuickFits.row(table, 1.0, Vectors.sparse(features, new int[] {5}, new double[] {1}));

    assertThatThrownBy(() -> quick().fit(wide))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageMatching("268435456 features need .* GB of heap at least.* features: raise .*");
  }

  @Test
  void aLabelThatImpliesTooManyClassesIsRefusedUntilTheParamIsRaised() {
    Dataset<Row> gap = table.withColumn("label", when(col("label").equalTo(2), 40).otherwise(0));
    LinfDistClassifier classifier = quick().setMaxIter(1).setMaxNumClasses(40);

    assertThatThrownBy(() -> classifier.fit(gap))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("column label implies more than 40 classes")
        .hasMessageContaining("maxNumClasses");
    assertThat(classifier.setMaxNumClasses(41).fit(gap).numClasses()).isEqualTo(41);
    assertThatThrownBy(() -> quick().fit(table.withColumn("label", lit(1_000_000))))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void rowsWithNaNAndNullAreSkippedWhenAsked() {
    Dataset<Row> broken =
        table.union(QuickFits.row(table, 1.0, BROKEN)).union(QuickFits.row(table, 0.0, null));
    LinfDistClassifier classifier = quick().setMaxIter(1);

    LinfDistClassificationModel fitted = classifier.setHandleInvalid("skip").fit(broken);

    assertThat(fitted.transform(broken).count()).isEqualTo(table.count());
    assertThat(fitted.summary().sha256()).isEqualTo(classifier.fit(table).summary().sha256());
  }

  @Test
  void keptRowsHaveNoClassAndNothingIsCertified() {
    Dataset<Row> broken = QuickFits.row(table, 1.0, BROKEN);
    Row kept = model.copy(ParamMap.empty()).setHandleInvalid("keep").transform(broken).head();

    assertThat(kept.<Double>getAs("prediction")).isNaN();
    assertThat(kept.<Double>getAs("certifiedRadius")).isZero();
  }

  @Test
  void aTableWithoutRowsCanBeTransformedButNotFitted() {
    assertThat(model.transform(table.limit(0)).count()).isZero();
    assertThatThrownBy(() -> quick().fit(table.limit(0)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there are no examples");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0.5, 3})
  void aLabelThatIsNoClassIsNamed(double label) {
    Dataset<Row> wrong = table.withColumn("label", lit(label));

    assertThatThrownBy(() -> quick().setNumClasses(3).fit(wrong))
        .hasStackTraceContaining("labels must be whole numbers in [0, 3)");
  }

  @Test
  void aColumnOfAnotherTypeIsNamed() {
    Dataset<Row> strings = table.withColumn("label", col("label").cast(DataTypes.StringType));

    assertThatThrownBy(() -> quick().fit(strings))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "Column label must be of type numeric but was actually of type string")
        .hasMessageContaining("StringIndexer");
  }

  @Test
  void anIndicatorWithoutValidationRowsIsNamed() {
    Dataset<Row> split = table.withColumn("held", lit(false));

    assertThatThrownBy(() -> quick().setValidationIndicatorCol("held").fit(split))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("there are no validation examples");
  }

  @Test
  void thresholdsOfAnotherNumberOfClassesAreRefusedBeforeTraining() {
    LinfDistClassifier classifier = quick().setMaxIter(1_000_000);
    classifier.setThresholds(new double[] {0.5, 0.5});

    assertThatThrownBy(() -> classifier.fit(table))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("2 thresholds and 3 classes");
  }
}
