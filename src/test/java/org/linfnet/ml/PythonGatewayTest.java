package org.linfnet.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import py4j.Gateway;
import py4j.ReturnObject;

/** The calls that PySpark makes, by the gateway that it makes them through. */
class PythonGatewayTest {

  private static SparkSession spark;

  private final Gateway gateway = new Gateway(null);

  @BeforeAll
  static void start() {
    spark = QuickFits.start();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @BeforeEach
  void open() {
    gateway.startup();
  }

  @AfterEach
  void close() {
    gateway.shutdown();
  }

  @Test
  void aPlainCallerFitsAndScores() {
    String classifier = create(LinfDistClassifier.class.getName());
    call(classifier, "setHiddenLayers", 1);
    call(classifier, "setWidth", 16);
    call(classifier, "setMaxIter", 4);
    call(classifier, "setMargin", 0.5);
    Dataset<Row> table = QuickFits.gauges(spark, 200);

    String model = call(classifier, "fit", table).getName();
    Dataset<?> scored = (Dataset<?>) gateway.getObject(call(model, "transform", table).getName());

    assertThat(scored.columns()).contains("rawPrediction", "prediction", "certifiedRadius");
    List<Row> rows = scored.select("certifiedRadius").toDF().collectAsList();
    assertThat(rows).hasSize(200).allMatch(row -> row.getDouble(0) >= 0);
  }

  @Test
  void aWrapperSetsParamsByNameAndPair() {
    String classifier = create(LinfDistClassifier.class.getName(), "LinfDistClassifier_python");
    set(classifier, "maxIter", 7);
    set(classifier, "margin", 0.25);
    set(classifier, "featuresCol", "readings");

    LinfDistClassifier configured = (LinfDistClassifier) gateway.getObject(classifier);
    assertThat(configured.uid()).isEqualTo("LinfDistClassifier_python");
    assertThat(configured.getMaxIter()).isEqualTo(7);
    assertThat(configured.getMargin()).isEqualTo(0.25);
    assertThat(configured.getFeaturesCol()).isEqualTo("readings");
  }

  private void set(String classifier, String name, Object value) {
    String param = call(classifier, "getParam", name).getName();
    String pair = call(param, "w", value).getName();
    call(classifier, "set", gateway.getObject(pair));
  }

  private String create(String type, Object... arguments) {
    return gateway.invoke(type, List.of(arguments)).getName();
  }

  private ReturnObject call(String target, String method, Object... arguments) {
    ReturnObject returned = gateway.invoke(method, target, List.of(arguments));
    assertThat(returned.isError()).as(method).isFalse();
    return returned;
  }
}
