package org.linfnet.ml;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.model.TrainedModel;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.Network;

/** The columns that a model adds, beside those that a table has. */
class ScoredColumnsTest {

  private static final int FEATURES = 5;
  private static final int CLASSES = 3;
  private static final int ROWS = 40;
  private static final Encoding UNSCALED =
      new FeatureEncoding(new double[FEATURES], new double[] {1, 1, 1, 1, 1});

  private static SparkSession spark;
  private static Dataset<Row> table;
  private static LinfDistClassificationModel model;

  @TempDir Path directory;

  @BeforeAll
  static void start() {
    spark = QuickFits.start();
    table = table().cache();
    model = model(UNSCALED, CLASSES);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Dataset<Row> table() {
    Random random = new Random(5);
    List<Row> rows =
        IntStream.range(0, ROWS)
            .mapToObj(
                id ->
                    RowFactory.create(
                        (long) id,
                        (double) random.nextInt(CLASSES),
                        Vectors.dense(random.doubles(FEATURES, -1, 1).toArray())))
            .toList();
    return spark.createDataFrame(
        rows,
        new StructType()
            .add("id", DataTypes.LongType)
            .add("label", DataTypes.DoubleType)
            .add("features", SQLDataTypes.VectorType()));
  }

  private static LinfDistClassificationModel model(Encoding encoding, int classes) {
    Network network =
        new Network(UNSCALED.shape(), classes, new DistanceNet(1, 6, "normal", "batch").layers());
    return new LinfDistClassificationModel(
        new TrainedModel(
            new EncodedNetwork(network.start(new Random(4)), encoding), new TreeMap<>(), 0.5));
  }

  @Test
  void columnsOfTheTableStayValid() {
    Dataset<Row> aliased = table.as("t");
    Dataset<Row> scored = model.transform(aliased);

    assertThat(scored.select(table.col("id"), col("t.label")).count()).isEqualTo(ROWS);
    assertThat(scored.drop(table.col("features")).columns()).doesNotContain("features");
  }

  @Test
  void aTableMayHaveTwoColumnsOfOneName() {
    Dataset<Row> joined = table.join(table.select(col("id")).as("o"), col("o.id").equalTo(1));

    assertThat(model.transform(joined).columns()).startsWith("id", "label", "features", "id");
    assertThat(model.transform(joined).select("prediction").collectAsList()).hasSize(ROWS);
  }

  @Test
  void columnsThatPassThroughStayAsTheyAre() {
    Dataset<Row> named =
        table.selectExpr(
            "'Ada' COLLATE UTF8_LCASE AS name",
            "DATE '0001-01-01' AS born",
            "CAST(id AS STRING) AS text",
            "features");
    Dataset<Row> scored = model.transform(named).drop("features");

    assertThat(scored.schema().apply("name").dataType())
        .isEqualTo(named.schema().apply("name").dataType());
    assertThat(scored.where("name = 'ADA' AND born = DATE '0001-01-01'").count()).isEqualTo(ROWS);
    assertThat(scored.where("CAST(CAST(text AS BINARY) AS STRING) = text").count()).isEqualTo(ROWS);
  }

  @Test
  void rowsAreScoredOnlyWhereAColumnIsUsed() {
    Dataset<Row> scored = model.transform(table);

    assertThat(plan(scored.select("id"))).doesNotContain("linfDist");
    assertThat(plan(scored.groupBy().count())).doesNotContain("linfDist");
    assertThat(plan(scored.select("prediction"))).contains("linfDist");
  }

  @Test
  void filtersAndColumnsReachTheFile() {
    String path = directory.resolve("table").toString();
    table.write().parquet(path);
    Dataset<Row> scored = model.transform(spark.read().parquet(path));

    assertThat(plan(scored.where("id > 3").select("prediction")))
        .contains("PushedFilters: [IsNotNull(id), GreaterThan(id,3)]")
        .contains("ReadSchema: struct<id:bigint,features:");
  }

  @Test
  void aRowIsScoredOnceForAllColumns() {
    AtomicInteger scorings = CountingEncoding.SCORINGS;
    Dataset<Row> scored = model(CountingEncoding.of(UNSCALED), CLASSES).transform(table);

    scorings.set(0);
    assertThat(scored.collectAsList()).hasSize(ROWS);
    assertThat(scorings).hasValue(ROWS);

    scorings.set(0);
    scored.where("certifiedRadius >= 0 and prediction >= 0").select("probability").collectAsList();
    assertThat(scorings).hasValue(ROWS);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15})
  void aColumnWithoutANameIsLeftOut(int named) {
    LinfDistClassificationModel some =
        model
            .copy(ParamMap.empty())
            .setRawPredictionCol((named & 1) == 0 ? "" : "raw")
            .setProbabilityCol((named & 2) == 0 ? "" : "chances")
            .setPredictionCol((named & 4) == 0 ? "" : "class")
            .setCertifiedRadiusCol((named & 8) == 0 ? "" : "radius");
    Dataset<Row> scored = some.transform(table);

    assertThat(scored.columns()).hasSize(3 + Integer.bitCount(named)).doesNotContain("");
    assertThat(scored.schema()).isEqualTo(some.transformSchema(table.schema()));
  }

  @Test
  void singleRowsAreScoredAsTablesAre() {
    for (Row row : model.transform(table).collectAsList()) {
      Vector features = row.getAs("features");
      assertThat(model.predictRaw(features)).isEqualTo(row.getAs("rawPrediction"));
      assertThat(model.predictProbability(features)).isEqualTo(row.getAs("probability"));
      assertThat(model.predict(features)).isEqualTo(row.getAs("prediction"));
    }
  }

  @Test
  void arraysOfSqlAreScoredAsVectorsAre() {
    Dataset<Row> arrays =
        spark.sql(
            "SELECT array(0.5D, -1D, 0D, 1D, 2D) AS doubles,"
                + " array(0.5F, -1F, 0F, 1F, 2F) AS floats, array(1D, NULL, 3D, 4D, 5D) AS gaps");
    LinfDistClassificationModel kept = model.copy(ParamMap.empty()).setHandleInvalid("keep");
    Vector expected = model.predictRaw(Vectors.dense(0.5, -1, 0, 1, 2));

    assertThat(raw(kept.setFeaturesCol("doubles").transform(arrays))).isEqualTo(expected);
    assertThat(raw(kept.setFeaturesCol("floats").transform(arrays))).isEqualTo(expected);
    assertThat(raw(kept.setFeaturesCol("gaps").transform(arrays)).apply(0)).isNaN();
  }

  private static Vector raw(Dataset<Row> scored) {
    return scored.select("rawPrediction").head().getAs(0);
  }

  @Test
  void aSingleRowOfAnotherLengthIsNamed() {
    assertThatThrownBy(() -> model.predict(Vectors.dense(1, 2)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("2 values");
  }

  @Test
  void thresholdsMoveThePredictionAndItsCertificate() {
    LinfDistClassificationModel moved =
        model.copy(ParamMap.empty()).setThresholds(new double[] {0.05, 0.05, 0.9});
    List<Row> rows = moved.transform(table).collectAsList();
    Random random = new Random(6);

    assertThat(rows.stream().map(row -> row.<Double>getAs("prediction")).toList())
        .isNotEqualTo(
            model.transform(table).collectAsList().stream()
                .map(row -> row.<Double>getAs("prediction"))
                .toList());
    assertThat(rows).anyMatch(row -> row.<Double>getAs("certifiedRadius") > 0);
    for (Row row : rows) {
      double radius = row.getAs("certifiedRadius");
      for (int round = 0; round < 50; round++) {
        double[] corner = row.<Vector>getAs("features").toArray().clone();
        for (int i = 0; i < FEATURES; i++) {
          corner[i] += random.nextBoolean() ? radius : -radius;
        }
        assertThat(moved.predict(Vectors.dense(corner))).isEqualTo(row.getAs("prediction"));
      }
    }
  }

  @Test
  void thresholdsOfAnotherNumberOfClassesAreNamed() {
    LinfDistClassificationModel wrong =
        model.copy(new ParamMap().put(model.thresholds().w(new double[] {0.5, 0.5})));

    assertThatThrownBy(() -> wrong.transform(table))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("2 thresholds for 3 classes");
  }

  @Test
  void sparksEvaluatorsReadTheColumns() {
    Dataset<Row> scored = model.transform(table);
    double expected =
        scored.collectAsList().stream()
            .mapToDouble(
                row -> -Math.log(row.<Vector>getAs("probability").apply((int) row.getDouble(1))))
            .average()
            .orElseThrow();

    assertThat(new MulticlassClassificationEvaluator().setMetricName("logLoss").evaluate(scored))
        .isCloseTo(expected, within(1e-9));
    assertThat(model.evaluate(table).logLoss()).isCloseTo(expected, within(1e-9));
    Dataset<Row> binary = model(UNSCALED, 2).transform(table.where("label < 2"));
    assertThat(new BinaryClassificationEvaluator().evaluate(binary)).isBetween(0.1, 0.9);
  }

  @Test
  void anEvaluationNamesTheColumnsThatHaveNoName() {
    LinfDistClassificationModel unnamed =
        model.copy(ParamMap.empty()).setPredictionCol("").setCertifiedRadiusCol("");
    LinfDistClassificationSummary summary = unnamed.evaluate(table);
    double accuracy =
        new MulticlassClassificationEvaluator()
            .setMetricName("accuracy")
            .evaluate(model.transform(table));

    assertThat(summary.accuracy()).isEqualTo(accuracy);
    assertThat(summary.certifiedAccuracy(0)).isEqualTo(accuracy);
    assertThat(summary.certifiedAccuracy(0.1))
        .isEqualTo(new CertifiedAccuracyEvaluator(0.1).evaluate(model.transform(table)));
    assertThat(unnamed.getPredictionCol()).isEmpty();
  }

  @Test
  void aModelGoesThroughJavaSerialisation() throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(model);
    }
    LinfDistClassificationModel copy;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      copy = (LinfDistClassificationModel) in.readObject();
    }

    assertThat(copy.transform(table).collectAsList())
        .isEqualTo(model.transform(table).collectAsList());
    assertThat(copy.hasSummary()).isFalse();
  }

  @Test
  void aModelGoesIntoClosuresAndBroadcasts() {
    LinfDistClassificationModel local = model;
    Broadcast<LinfDistClassificationModel> sent =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(model);
    List<Boolean> agree =
        table
            .toJavaRDD()
            .map(
                row ->
                    local.predict(row.<Vector>getAs("features"))
                        == sent.value().predict(row.<Vector>getAs("features")))
            .collect();

    assertThat(agree).hasSize(ROWS).containsOnly(true);
  }

  private static String plan(Dataset<Row> query) {
    return query
        .queryExecution()
        .explainString(org.apache.spark.sql.execution.ExplainMode.fromString("formatted"));
  }

  /** Counts how often a certificate is computed in this JVM. */
  private record CountingEncoding(Encoding encoding)
      implements java.lang.reflect.InvocationHandler, Serializable {

    private static final long serialVersionUID = 1;
    private static final AtomicInteger SCORINGS = new AtomicInteger();

    static Encoding of(Encoding encoding) {
      return (Encoding)
          Proxy.newProxyInstance(
              Encoding.class.getClassLoader(),
              new Class<?>[] {Encoding.class},
              new CountingEncoding(encoding));
    }

    @Override
    public Object invoke(Object proxy, java.lang.reflect.Method method, Object[] arguments)
        throws ReflectiveOperationException {
      if (method.getName().equals("reach")) {
        SCORINGS.incrementAndGet();
      }
      return method.invoke(encoding, arguments);
    }
  }
}
