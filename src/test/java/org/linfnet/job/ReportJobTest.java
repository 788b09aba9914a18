package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.LabelledImages;
import org.linfnet.dataset.Split;
import org.linfnet.dataset.Strokes;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.ImageEncoding;
import org.linfnet.ml.LinfDistClassificationModel;
import org.linfnet.model.TrainedModel;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.Network;

class ReportJobTest {

  private static final String SUMMARY =
      """
      epsilon,examples,clean_accuracy,pgd_accuracy,certified_accuracy,margin_certified_accuracy
      0.3,10000,0.9612,,0.8741,0.8728
      """;

  private static final LabelledImages IMAGES = new Strokes(1).draw(Split.TEST, 20);

  private static SparkSession spark;

  @TempDir private Path directory;
  private Path results;

  @BeforeAll
  static void startSpark() {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .appName("report")
            .config("spark.ui.enabled", false)
            .getOrCreate();
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @BeforeEach
  void evaluate() throws IOException {
    results = Files.createDirectory(directory.resolve("results"));
    Files.writeString(results.resolve("summary.csv"), SUMMARY);
    Files.writeString(
        results.resolve("curve.csv"), "radius,certified_accuracy\n0,0.9612\n0.3,0.8741\n");
  }

  @Test
  void theCurveAndThePageAreWrittenUnderReport() throws Exception {
    report(Arguments.NONE.with("results", results.toString()));
    assertThat(reported()).containsExactly("radius-curve.png", "radius-curve.svg", "report.html");
  }

  @Test
  void aModelAddsItsHistoryAndItsFirstLayerBesideTheExamples() throws Exception {
    Path model = saveModel();
    Files.writeString(model.resolve("history.csv"), "epoch,p,loss\n1,6.0,2.5\n2,100.0,1.5\n");
    Path examples = directory.resolve("examples");
    new SplitTable(IMAGES.toSplit()).write(new org.apache.hadoop.fs.Path(examples.toUri()), spark);
    Files.writeString(results.resolve("evaluation.json"), "{\"data\": \"" + examples + "\"}");
    report(Arguments.NONE.with("results", results.toString()).with("model", model.toString()));
    assertThat(reported()).contains("training-history.png", "first-layer.png");
  }

  @Test
  void examplesThatAreGoneLeaveOutTheFirstLayerOnly() throws Exception {
    Path model = saveModel();
    Files.writeString(results.resolve("evaluation.json"), "{\"data\": \"" + model + "/gone\"}");
    report(Arguments.NONE.with("results", results.toString()).with("model", model.toString()));
    assertThat(reported()).contains("report.html").doesNotContain("first-layer.png");
  }

  @ParameterizedTest
  @ValueSource(strings = {"empty", "narrow", "broken", "renamed"})
  void examplesThatHaveChangedLeaveOutTheFirstLayerOnly(String change) throws Exception {
    Path model = saveModel();
    Path examples = directory.resolve("examples");
    Dataset<Row> few = spark.range(3).toDF("id");
    switch (change) {
      case "empty" -> Files.createDirectory(examples);
      case "narrow" ->
          few.selectExpr("id", "X'0102' AS pixels").write().parquet(examples.toString());
      case "renamed" -> few.selectExpr("id", "X'00' AS other").write().parquet(examples.toString());
      default -> {
        few.selectExpr("id", "X'00' AS pixels").write().parquet(examples.toString());
        Files.createFile(examples.resolve("part-9.parquet"));
      }
    }
    Files.writeString(results.resolve("evaluation.json"), "{\"data\": \"" + examples + "\"}");

    report(Arguments.NONE.with("results", results.toString()).with("model", model.toString()));

    assertThat(reported()).contains("report.html").doesNotContain("first-layer.png");
  }

  @Test
  void aTableOfTheCatalogThatIsGoneLeavesOutTheFirstLayerOnly() throws Exception {
    Files.writeString(results.resolve("evaluation.json"), "{\"data\": \"table:gone\"}");
    report(
        Arguments.NONE.with("results", results.toString()).with("model", saveModel().toString()));
    assertThat(reported()).contains("report.html").doesNotContain("first-layer.png");
  }

  @Test
  void columnsInOtherCapitalsAreFound() throws Exception {
    Path examples = directory.resolve("examples");
    new SplitTable(IMAGES.toSplit())
        .write(
            rows -> rows.toDF("ID", "LABEL", "PIXELS").write().parquet(examples.toString()), spark);
    Files.writeString(results.resolve("evaluation.json"), "{\"data\": \"" + examples + "\"}");
    report(
        Arguments.NONE.with("results", results.toString()).with("model", saveModel().toString()));
    assertThat(reported()).contains("first-layer.png");
  }

  @Test
  void anotherModelThanTheOneEvaluatedIsAMistake() throws Exception {
    Files.writeString(
        results.resolve("evaluation.json"), "{\"model\": \"first\", \"model_sha256\": \"12\"}");
    Arguments options =
        Arguments.NONE.with("results", results.toString()).with("model", saveModel().toString());
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> report(options))
        .withMessageContaining("is not the model that was evaluated, which is first");
  }

  @Test
  void thePageSaysModelDataRecipeAttackSeedAndDate() throws Exception {
    Files.writeString(
        results.resolve("evaluation.json"),
        """
        {"model": "m", "model_sha256": "0123456789abcdef", "data": "d/test",
         "recipe": {"data-set": "mnist", "epochs": "16"}, "attack": "pgd", "seed": 3,
         "date": "2026-01-02T03:04:05Z"}
        """);
    report(Arguments.NONE.with("results", results.toString()));
    assertThat(Files.readString(results.resolve("report/report.html")))
        .contains(
            "<dd>m (SHA-256 0123456789ab)</dd>",
            "<dd>d/test</dd>",
            "<dd>data-set mnist, epochs 16</dd>",
            "<dd>pgd</dd>",
            "<dt>seed of the attack</dt><dd>3</dd>",
            "<dd>2026-01-02T03:04:05Z</dd>");
  }

  @Test
  void aSummaryThatWasEditedIsRead() throws Exception {
    org.apache.hadoop.fs.Path summary =
        new org.apache.hadoop.fs.Path(results.resolve("summary.csv").toUri());
    TextFile.write(summary, SUMMARY, new Configuration());
    Files.writeString(results.resolve("summary.csv"), SUMMARY.replace("0.8741", "0.1234"));

    report(Arguments.NONE.with("results", results.toString()));

    assertThat(results.resolve(".summary.csv.crc")).exists();
    assertThat(Files.readString(results.resolve("report/report.html"))).contains("12.34%");
  }

  @Test
  void aRecordThatIsNoJsonIsAMistake() throws IOException {
    Files.writeString(results.resolve("evaluation.json"), "{\"data\":\n oops}");
    Arguments options = Arguments.NONE.with("results", results.toString());
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> report(options))
        .withMessageContaining("evaluation.json line 2 is no JSON");
  }

  @Test
  void predictionsAddTheirMargins() throws Exception {
    spark
        .createDataset(List.of(-0.1, 0.2, 0.7), Encoders.DOUBLE())
        .toDF("margin")
        .write()
        .parquet(results.resolve("predictions").toString());
    report(Arguments.NONE.with("results", results.toString()));
    assertThat(reported()).contains("margins.png", "margins.svg");
  }

  @Test
  void aReportIsReplaced() throws Exception {
    Arguments options = Arguments.NONE.with("results", results.toString());
    report(options);
    Files.writeString(results.resolve("summary.csv"), SUMMARY.replace("0.8741", "0.5555"));
    report(options);
    assertThat(Files.readString(results.resolve("report/report.html"))).contains("55.55%");
  }

  @Test
  void resultsThatAreNotThereAreAMistake() {
    Arguments options = Arguments.NONE.with("results", directory + "/nothing");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> report(options))
        .withMessage(
            "there is no directory file:%s/nothing: name one that submit/evaluate.sh wrote",
            directory);
  }

  @Test
  void resultsWithoutASummaryAreAMistake() throws IOException {
    Files.delete(results.resolve("summary.csv"));
    Arguments options = Arguments.NONE.with("results", results.toString());
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> report(options))
        .withMessageContaining("holds no summary.csv");
  }

  @Test
  void aBrokenTableLeavesNothingBehind() throws IOException {
    Files.writeString(results.resolve("curve.csv"), "radius,certified_accuracy\n0.1,96.1\n");
    Arguments options = Arguments.NONE.with("results", results.toString());
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> report(options))
        .withMessageEndingWith(
            "curve.csv line 2, column certified_accuracy: '96.1' is not a fraction between 0 and 1");
    assertThat(results.resolve("report")).doesNotExist();
  }

  private Path saveModel() throws IOException {
    ImageEncoding encoding = IMAGES.description().encoding();
    Network network =
        new Network(encoding.shape(), 10, new DistanceNet(1, 4, "normal", "batch").layers());
    EncodedNetwork encoded = new EncodedNetwork(network.start(new Random(1)), encoding);
    Path model = directory.resolve("model");
    new LinfDistClassificationModel(new TrainedModel(encoded, new TreeMap<>()))
        .save(model.toString());
    return model;
  }

  private static void report(Arguments options) throws Exception {
    new ReportJob().run(options, spark);
  }

  private List<String> reported() throws IOException {
    try (Stream<Path> files = Files.list(results.resolve("report"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }
}
