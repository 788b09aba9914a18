package org.linfnet.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.attack.AttackKind;
import org.linfnet.certify.SmallNetworks;
import org.linfnet.dataset.ExampleSchema;
import org.linfnet.dataset.InvalidRows;
import org.linfnet.dataset.Split;
import org.linfnet.dataset.TableDescription;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.input.ImageEncoding;
import org.linfnet.layer.LayerDescription;
import org.linfnet.network.DistanceNet;
import org.linfnet.train.spark.ExampleTable;

class EvaluationTest {

  private static final int INPUTS = 9;
  private static final EncodedNetwork NETWORK = SmallNetworks.random(11, INPUTS, 2, 12, 3);
  private static final EncodedNetwork PERCEPTRON =
      SmallNetworks.random(
          11,
          NETWORK.encoding(),
          3,
          List.of(
              LayerDescription.of("affine", Map.of("outputs", "12")),
              LayerDescription.of("logistic"),
              LayerDescription.of("affine", Map.of("outputs", "3"))));
  private static final EncodedNetwork FEATURES =
      SmallNetworks.random(
          1,
          new FeatureEncoding(new double[] {5, -3, 0}, new double[] {2, 0.01, 300}),
          3,
          new DistanceNet(2, 12, "normal", "batch").layers());
  private static final EvaluationPlan PLAN =
      new EvaluationPlan(new double[] {0.01, 0.2}, AttackKind.PGD, 1);
  private static final EvaluationPlan STRONG =
      new EvaluationPlan(new double[] {0.01, 0.2}, AttackKind.STRONG, 1);

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
    assertThat(results(images(table(200).repartition(partitions)), NETWORK))
        .isEqualTo(results(images(table(200).coalesce(1)), NETWORK));
  }

  @Test
  void theSummaryCountsTheStatuses() {
    EvaluationTables tables = tables(images(table(200)));
    List<Row> predictions = tables.predictions().collectAsList();
    Row summary = tables.summary().collectAsList().get(0);
    List<String> statuses =
        predictions.stream().map(row -> row.<String>getAs("status_0_01")).toList();
    assertThat(summary.<Long>getAs("examples")).isEqualTo(200);
    assertThat(summary.<Double>getAs("clean_accuracy"))
        .isEqualTo(1 - statuses.stream().filter("misclassified"::equals).count() / 200.0);
    assertThat(summary.<Double>getAs("certified_accuracy"))
        .isEqualTo(statuses.stream().filter("certified"::equals).count() / 200.0);
    assertThat(summary.<Double>getAs("unknown"))
        .isEqualTo(statuses.stream().filter("unknown"::equals).count() / (double) statuses.size());
    assertThat(summary.<Double>getAs("pgd_accuracy"))
        .isEqualTo(
            statuses.stream().filter(s -> s.equals("certified") || s.equals("unknown")).count()
                / 200.0);
  }

  @Test
  void theCurveAgreesWithTheSummary() {
    EvaluationTables tables = tables(images(table(200)));
    List<Row> curve = tables.curve().collectAsList();
    Row summary = tables.summary().collectAsList().get(0);
    assertThat(curve.get(0).getDouble(1)).isEqualTo(summary.<Double>getAs("clean_accuracy"));
    assertThat(curve.get(2).getDouble(0)).isEqualTo(0.01);
    assertThat(curve.get(2).getDouble(1)).isEqualTo(summary.<Double>getAs("certified_accuracy"));
  }

  @Test
  void counterexamplesAreWhatIsAttacked() {
    EvaluationTables tables = tables(images(table(200)));
    long attacked =
        tables.predictions().where("status_0_01 = 'attacked'").count()
            + tables.predictions().where("status_0_2 = 'attacked'").count();
    assertThat(tables.counterexamples().count()).isEqualTo(attacked).isPositive();
  }

  @Test
  void aTableOfOneRowIsEvaluated() {
    assertThat(tables(images(table(1))).predictions().count()).isOne();
  }

  @Test
  void aTableWithoutRowsHasASummaryOfNothing() {
    Row summary = tables(images(table(0))).summary().collectAsList().get(1);
    assertThat(summary.<Double>getAs("epsilon")).isEqualTo(0.2);
    assertThat(summary.<Long>getAs("examples")).isZero();
    assertThat(summary.isNullAt(summary.fieldIndex("certified_accuracy"))).isTrue();
  }

  @Test
  void withoutLabelsThePredictionIsCertifiedAndCleanAccuracyIsNotMeasured() {
    ExampleTable unlabelled =
        new ExampleTable(
            table(200).drop(ExampleSchema.LABEL),
            columns(ExampleSchema.PIXELS, Optional.empty(), Optional.of(ExampleSchema.ID)),
            InvalidRows.ERROR);
    Row summary = tables(unlabelled).summary().collectAsList().get(0);
    assertThat(summary.isNullAt(summary.fieldIndex("clean_accuracy"))).isTrue();
    assertThat(summary.<Double>getAs("certified_accuracy")).isPositive();
  }

  @Test
  void aPerceptronIsAttackedAndCertified() {
    EvaluationTables tables = tables(images(table(100)), PERCEPTRON, STRONG);
    List<Row> summary = tables.summary().collectAsList();
    for (Row row : summary) {
      double certified = row.<Double>getAs("certified_accuracy");
      double strong = row.<Double>getAs("strong_accuracy");
      double pgd = row.<Double>getAs("pgd_accuracy");
      assertThat(row.<Double>getAs("margin_certified_accuracy")).isLessThanOrEqualTo(certified);
      assertThat(strong).isBetween(certified, pgd);
      assertThat(strong).isCloseTo(certified + row.<Double>getAs("unknown"), within(1e-12));
      assertThat(pgd).isLessThanOrEqualTo(row.<Double>getAs("clean_accuracy"));
    }
    assertThat(summary.get(0).<Double>getAs("certified_accuracy")).isPositive();
    assertThat(summary.get(1).<Double>getAs("pgd_accuracy"))
        .isLessThan(summary.get(1).<Double>getAs("clean_accuracy"));
    assertThat(tables.curve().collectAsList().get(2).getDouble(1))
        .isEqualTo(summary.get(0).<Double>getAs("certified_accuracy"));
    assertThat(tables.predictions().where("certified_radius > 0").count()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aPerceptronsResultsDoNotDependOnPartitions(int partitions) {
    try (Evaluation spread =
            new Evaluation(images(table(200).repartition(partitions)), PERCEPTRON, PLAN);
        Evaluation together = new Evaluation(images(table(200).coalesce(1)), PERCEPTRON, PLAN)) {
      assertThat(spread.rows(600).orderBy("id").toJSON().collectAsList())
          .isEqualTo(together.rows(1).orderBy("id").toJSON().collectAsList())
          .hasSize(200);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void resultsOfFeaturesWithoutIdsDoNotDependOnPartitions(int partitions) {
    assertThat(results(features(featureTable(200).repartition(partitions)), FEATURES))
        .isEqualTo(results(features(featureTable(200).coalesce(1)), FEATURES))
        .hasSize(200)
        .anyMatch(row -> row.contains("\"attacked\""))
        .anyMatch(row -> row.contains("\"certified\""));
  }

  @Test
  void counterexamplesOfFeaturesLieInTheBox() {
    List<Row> found =
        tables(features(featureTable(50)), FEATURES, STRONG).counterexamples().collectAsList();
    double[] scales = ((FeatureEncoding) FEATURES.encoding()).scales();
    assertThat(found).isNotEmpty();
    for (Row row : found) {
      List<Double> point = row.getList(row.fieldIndex("features"));
      List<Double> original = row.getList(row.fieldIndex("original"));
      double epsilon = row.<Double>getAs("epsilon");
      assertThat(row.<Double>getAs("distance")).isLessThanOrEqualTo(epsilon);
      for (int i = 0; i < scales.length; i++) {
        assertThat(Math.abs(point.get(i) - original.get(i)))
            .isLessThanOrEqualTo(epsilon * scales[i]);
      }
    }
  }

  @Test
  void aTableOfOtherImagesIsTheUsersMistake() {
    EncodedNetwork other = SmallNetworks.random(1, 4, 1, 5, 3);
    assertThatThrownBy(() -> new Evaluation(images(table(1)), other, PLAN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("column pixels has 9 values")
        .hasMessageContaining("takes 4");
  }

  @Test
  void aTableOfOtherClassesIsTheUsersMistake() {
    EncodedNetwork other = SmallNetworks.random(1, INPUTS, 1, 5, 4);
    assertThatThrownBy(() -> new Evaluation(images(table(1)), other, PLAN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("3 classes")
        .hasMessageContaining("model 4");
  }

  @Test
  void imagesForAModelOfFeaturesAreTheUsersMistake() {
    assertThatThrownBy(() -> new Evaluation(images(table(1)), FEATURES, PLAN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("holds images")
        .hasMessageContaining("takes features");
  }

  private static Dataset<Row> table(int size) {
    ExampleBlock block = SmallNetworks.examples(3, size, INPUTS, 1);
    TableDescription description =
        new TableDescription("small", Split.TEST, (ImageEncoding) NETWORK.encoding(), 3);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(RowFactory.create(block.ids()[i], block.labels()[i], block.values().row(i)));
    }
    return spark.createDataFrame(rows, ExampleSchema.of(description));
  }

  private static ExampleTable images(Dataset<Row> table) {
    return new ExampleTable(
        table,
        columns(
            ExampleSchema.PIXELS, Optional.of(ExampleSchema.LABEL), Optional.of(ExampleSchema.ID)),
        InvalidRows.ERROR);
  }

  private static Dataset<Row> featureTable(int size) {
    Random random = new Random(3);
    List<Row> rows = new ArrayList<>();
    for (int b = 0; b < size; b++) {
      double[] features = new double[3];
      for (int i = 0; i < features.length; i++) {
        features[i] = FEATURES.encoding().toUser(i, random.nextGaussian());
      }
      rows.add(RowFactory.create((Object) features, 1));
    }
    return spark.createDataFrame(rows, StructType.fromDDL("features ARRAY<DOUBLE>, label INT"));
  }

  private static ExampleTable features(Dataset<Row> table) {
    return new ExampleTable(
        table, columns("features", Optional.of("label"), Optional.empty()), InvalidRows.ERROR);
  }

  private static ExampleTable.Columns columns(
      String inputs, Optional<String> label, Optional<String> id) {
    return new ExampleTable.Columns(inputs, label, Optional.empty(), id);
  }

  private static List<String> results(ExampleTable table, EncodedNetwork network) {
    try (Evaluation evaluation = new Evaluation(table, network, PLAN)) {
      return evaluation.rows(600).orderBy("id").toJSON().collectAsList();
    }
  }

  private static EvaluationTables tables(ExampleTable table) {
    return tables(table, NETWORK, PLAN);
  }

  private static EvaluationTables tables(
      ExampleTable table, EncodedNetwork network, EvaluationPlan plan) {
    try (Evaluation evaluation = new Evaluation(table, network, plan)) {
      List<Row> rows = evaluation.rows(200).collectAsList();
      StructType schema = new ResultRows(network.encoding()).schema();
      return new EvaluationTables(spark.createDataFrame(rows, schema), plan, network.encoding());
    }
  }
}
