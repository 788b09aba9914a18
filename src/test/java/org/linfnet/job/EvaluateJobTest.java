package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.dataset.ExampleSchema;
import org.linfnet.dataset.Split;
import org.linfnet.dataset.TableDescription;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.ImageEncoding;
import org.linfnet.layer.Shape;
import org.linfnet.ml.LinfDistClassificationModel;
import org.linfnet.model.TrainedModel;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.Network;

class EvaluateJobTest {

  @TempDir static Path directory;

  @BeforeAll
  static void writeModelAndData() throws IOException {
    System.setProperty("spark.master", "local[2]");
    System.setProperty("spark.ui.enabled", "false");
    SparkSession spark = SparkSession.builder().getOrCreate();
    ImageEncoding encoding = description(9).encoding();
    Network network =
        new Network(encoding.shape(), 3, new DistanceNet(1, 8, "normal", "batch").layers());
    EncodedNetwork encoded = new EncodedNetwork(network.start(new Random(1)), encoding);
    new LinfDistClassificationModel(new TrainedModel(encoded, new TreeMap<>()))
        .write()
        .save(path("model"));
    writeTable(spark, 9, "data");
    writeTable(spark, 4, "other-shape");
    spark.stop();
  }

  @AfterAll
  static void clearProperties() {
    System.clearProperty("spark.master");
    System.clearProperty("spark.ui.enabled");
  }

  @Test
  void writesTheTablesOfResultsAndNothingElse() throws IOException {
    int status = run("model", "data", "results", "--epsilon", "0.01,0.1", "--attack", "pgd");
    assertThat(status).isEqualTo(JobRunner.DONE);
    assertThat(entries(directory.resolve("results")))
        .containsExactlyInAnyOrder(
            "predictions", "counterexamples", "summary.csv", "curve.csv", "evaluation.json");
    assertThat(Files.readAllLines(directory.resolve("results/summary.csv")))
        .hasSize(3)
        .first()
        .asString()
        .startsWith(
            "epsilon,examples,clean_accuracy,pgd_accuracy,certified_accuracy,"
                + "margin_certified_accuracy");
    assertThat(Files.readString(directory.resolve("results/evaluation.json")))
        .contains("\"data\" : \"" + path("data") + "\"", "\"attack\" : \"pgd\"");
  }

  @Test
  void limitTakesTheFirstExamplesById() throws IOException {
    run("model", "data", "limited", "--epsilon", "0.1", "--limit", "7", "--bounds", "lines");
    assertThat(Files.readAllLines(directory.resolve("limited/summary.csv")).get(1))
        .startsWith("0.1,7,");
    assertThat(Files.readString(directory.resolve("limited/evaluation.json")))
        .contains("\"bounds\" : \"lines\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nowhere | data | --epsilon | 0.1 | nowhere",
        "model | nowhere | --epsilon | 0.1 | nowhere",
        "model | other-shape | --epsilon | 0.1 | 4 values an example, the model takes 9",
        "model | data | --epsilon | 1.5 | 1.5",
        "model | data | --epsilon | 0 | epsilon 0.0",
        "model | data | --epsilon | x | --epsilon x",
        "model | data | --epsilon | 0.1,, | --epsilon 0.1,,: give numbers separated by commas",
        "model | data | --epsilon | , | --epsilon ,: give numbers separated by commas",
        "model | data | --limit | 0 | --limit 0",
        "model | data | --attack | hard | hard",
        "model | data | --bounds | curves | curves"
      })
  void aMistakeIsOneLineAndLeavesNothing(
      String model, String data, String option, String value, String named) throws IOException {
    PrintStream standardError = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    int status;
    try {
      status =
          option.equals("--epsilon")
              ? run(model, data, "mistake", option, value)
              : run(model, data, "mistake", "--epsilon", "0.1", option, value);
    } finally {
      System.setErr(standardError);
    }
    assertThat(status).isEqualTo(JobRunner.USER_MISTAKE);
    assertThat(said.toString(StandardCharsets.UTF_8).lines().filter(l -> l.startsWith("linfnet:")))
        .singleElement()
        .asString()
        .contains(named);
    assertThat(entries(directory)).noneMatch(name -> name.contains("mistake"));
  }

  @Test
  void anOutputThatExistsIsReplacedOnlyWhenAsked() {
    assertThat(run("model", "data", "twice", "--epsilon", "0.1", "--attack", "none"))
        .isEqualTo(JobRunner.DONE);
    assertThat(run("model", "data", "twice", "--epsilon", "0.1", "--attack", "none"))
        .isEqualTo(JobRunner.USER_MISTAKE);
    assertThat(run("model", "data", "twice", "--epsilon", "0.1", "--attack", "none", "--overwrite"))
        .isEqualTo(JobRunner.DONE);
  }

  /** Theorem 2 of arXiv 2102.05363: an error is a half margin of at most delta + r. */
  @Test
  void theRecordHoldsTheMarginErrorsOfThePredictions() throws IOException {
    run("model", "data", "margins", "--epsilon", "0.0001,0.1", "--attack", "none");
    SparkSession spark = SparkSession.builder().getOrCreate();
    List<Row> predictions =
        spark.read().parquet(path("margins/predictions")).select("margin").collectAsList();
    Row record =
        spark.read().option("multiLine", true).json(path("margins/evaluation.json")).head();
    List<Row> ofEpsilons = record.getList(record.fieldIndex("margin_errors"));
    assertThat(ofEpsilons).hasSize(2);
    List<Double> all = new ArrayList<>();
    for (Row errors : ofEpsilons) {
      double epsilon = errors.getDouble(errors.fieldIndex("epsilon"));
      List<Double> deltas = errors.getList(errors.fieldIndex("delta"));
      List<Double> shares = errors.getList(errors.fieldIndex("share"));
      assertThat(shares)
          .isEqualTo(
              deltas.stream().map(delta -> share(predictions, 2 * (delta + epsilon))).toList());
      all.addAll(shares);
    }
    assertThat(all).anyMatch(share -> share > 0 && share < 1);
  }

  private static double share(List<Row> predictions, double most) {
    long errors = predictions.stream().filter(row -> marginOf(row) <= most).count();
    return (double) errors / predictions.size();
  }

  private static double marginOf(Row row) {
    return ((Number) row.get(0)).doubleValue();
  }

  private static int run(String model, String data, String output, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--model", path(model), "--data", path(data), "--output", path(output)));
    arguments.addAll(List.of(more));
    return JobRunner.run(new EvaluateJob(), arguments.toArray(String[]::new));
  }

  private static List<String> entries(Path of) throws IOException {
    try (Stream<Path> files = Files.list(of)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .toList();
    }
  }

  private static String path(String name) {
    return directory.resolve(name).toString();
  }

  private static TableDescription description(int inputs) {
    int side = (int) Math.sqrt(inputs);
    return new TableDescription(
        "small",
        Split.TEST,
        new ImageEncoding(new Shape(1, side, side), new float[] {0.1307f}, 0.3081f),
        3);
  }

  private static void writeTable(SparkSession spark, int inputs, String name) {
    Random random = new Random(2);
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < 50; id++) {
      byte[] pixels = new byte[inputs];
      random.nextBytes(pixels);
      rows.add(RowFactory.create(id, random.nextInt(3), pixels));
    }
    spark.createDataFrame(rows, ExampleSchema.of(description(inputs))).write().parquet(path(name));
  }
}
