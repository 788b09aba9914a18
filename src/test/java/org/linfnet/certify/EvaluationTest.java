package org.linfnet.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.ExampleBlock;
import org.linfnet.data.ExampleSchema;
import org.linfnet.data.InvalidInputException;
import org.linfnet.train.TrainedNetwork;

class EvaluationTest {

  private static final int INPUTS = 9;
  private static final TrainedNetwork NETWORK = SmallNetworks.random(11, INPUTS, 2, 12, 3);
  private static final EvaluationPlan PLAN =
      new EvaluationPlan(new double[] {0.01, 0.2}, AttackKind.PGD, 1);

  private static SparkSession spark;

  @BeforeAll
  static void startSpark() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8})
  void resultsDoNotDependOnPartitions(int partitions) {
    assertThat(results(table(200).repartition(partitions)))
        .isEqualTo(results(table(200).coalesce(1)));
  }

  @Test
  void theSummaryCountsTheStatuses() {
    EvaluationTables tables = tables(table(200));
    List<Row> predictions = tables.predictions().collectAsList();
    Row summary = tables.summary().collectAsList().get(0);
    List<String> statuses =
        predictions.stream().map(row -> row.<String>getAs("status_0.01")).toList();
    assertThat(summary.<Long>getAs("examples")).isEqualTo(200);
    assertThat(summary.<Double>getAs("clean_accuracy"))
        .isEqualTo(1 - statuses.stream().filter("misclassified"::equals).count() / 200.0);
    assertThat(summary.<Double>getAs("certified_accuracy"))
        .isEqualTo(statuses.stream().filter("certified"::equals).count() / 200.0);
    assertThat(summary.<Long>getAs("unknown"))
        .isEqualTo(statuses.stream().filter("unknown"::equals).count());
    assertThat(summary.<Double>getAs("pgd_accuracy"))
        .isEqualTo(
            statuses.stream().filter(s -> s.equals("certified") || s.equals("unknown")).count()
                / 200.0);
  }

  @Test
  void theCurveAgreesWithTheSummary() {
    EvaluationTables tables = tables(table(200));
    List<Row> curve = tables.curve().collectAsList();
    Row summary = tables.summary().collectAsList().get(0);
    assertThat(curve.get(0).getDouble(1)).isEqualTo(summary.<Double>getAs("clean_accuracy"));
    assertThat(curve.get(2).getDouble(0)).isEqualTo(0.01);
    assertThat(curve.get(2).getDouble(1)).isEqualTo(summary.<Double>getAs("certified_accuracy"));
  }

  @Test
  void counterexamplesAreWhatIsAttacked() {
    EvaluationTables tables = tables(table(200));
    long attacked =
        tables.predictions().where("`status_0.01` = 'attacked'").count()
            + tables.predictions().where("`status_0.2` = 'attacked'").count();
    assertThat(tables.counterexamples().count()).isEqualTo(attacked).isPositive();
  }

  @Test
  void aTableOfOneRowIsEvaluated() {
    assertThat(tables(table(1)).predictions().count()).isOne();
  }

  @Test
  void aTableWithoutRowsHasASummaryOfNothing() {
    Row summary = tables(table(0)).summary().collectAsList().get(1);
    assertThat(summary.<Double>getAs("epsilon")).isEqualTo(0.2);
    assertThat(summary.<Long>getAs("examples")).isZero();
    assertThat(summary.isNullAt(summary.fieldIndex("certified_accuracy"))).isTrue();
  }

  @Test
  void withoutLabelsThePredictionIsCertifiedAndCleanAccuracyIsNotMeasured() {
    Row summary = tables(table(200).drop(ExampleSchema.LABEL)).summary().collectAsList().get(0);
    assertThat(summary.isNullAt(summary.fieldIndex("clean_accuracy"))).isTrue();
    assertThat(summary.<Double>getAs("certified_accuracy")).isPositive();
  }

  @Test
  void aPerceptronIsAttackedAndNothingOfItIsCertified() {
    EvaluationTables tables = tables(perceptron(table(200)));
    Row summary = tables.summary().collectAsList().get(1);
    assertThat(summary.<Double>getAs("clean_accuracy")).isPositive();
    assertThat(summary.<Double>getAs("pgd_accuracy"))
        .isLessThan(summary.<Double>getAs("clean_accuracy"))
        .isEqualTo(summary.<Long>getAs("unknown") / 200.0);
    assertThat(List.of("certified_accuracy", "margin_certified_accuracy", "strong_accuracy"))
        .allMatch(column -> summary.isNullAt(summary.fieldIndex(column)));
    assertThat(tables.curve().count()).isZero();
    assertThat(tables.predictions().where("margin is null and certified_radius is null").count())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aPerceptronsResultsDoNotDependOnPartitions(int partitions) {
    try (Evaluation spread = perceptron(table(200).repartition(partitions));
        Evaluation together = perceptron(table(200).coalesce(1))) {
      assertThat(spread.rows(600).orderBy("id").toJSON().collectAsList())
          .isEqualTo(together.rows(1).orderBy("id").toJSON().collectAsList());
    }
  }

  @Test
  void aTableOfOtherImagesIsTheUsersMistake() {
    TrainedNetwork other = SmallNetworks.random(1, 4, 1, 5, 3);
    assertThatThrownBy(() -> new Evaluation(table(1), other, PLAN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("1 x 9")
        .hasMessageContaining("1 x 4");
  }

  private static Dataset<Row> table(int size) {
    ExampleBlock block = SmallNetworks.examples(3, size, INPUTS, 1);
    DatasetDescription description = NETWORK.trainedOn();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      byte[] pixels = Arrays.copyOfRange(block.pixels(), i * INPUTS, (i + 1) * INPUTS);
      rows.add(RowFactory.create(block.ids()[i], block.labels()[i], pixels));
    }
    return spark.createDataFrame(rows, ExampleSchema.of(description));
  }

  private static List<String> results(Dataset<Row> table) {
    try (Evaluation evaluation = new Evaluation(table, NETWORK, PLAN)) {
      return evaluation.rows(600).orderBy("id").toJSON().collectAsList();
    }
  }

  private static Evaluation perceptron(Dataset<Row> table) {
    double[] weights = new Random(7).doubles(9 * 5 + 5 + 5 * 3 + 3, -2, 2).toArray();
    return new Evaluation(
        table, new Perceptron(new int[] {9, 5, 3}, weights, NETWORK.trainedOn()), PLAN);
  }

  private static EvaluationTables tables(Dataset<Row> table) {
    return tables(new Evaluation(table, NETWORK, PLAN));
  }

  private static EvaluationTables tables(Evaluation evaluated) {
    try (Evaluation evaluation = evaluated) {
      List<Row> rows = evaluation.rows(200).collectAsList();
      return new EvaluationTables(spark.createDataFrame(rows, ResultRows.SCHEMA), PLAN);
    }
  }
}
