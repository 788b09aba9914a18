package org.linfnet.job;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linfnet.dataset.ExampleSchema;
import org.linfnet.dataset.Split;
import org.linfnet.dataset.TableDescription;
import org.linfnet.dataset.TableSplit;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.ImageEncoding;
import org.linfnet.input.StoredValues;
import org.linfnet.layer.Shape;

/** Tables of features and of colour images through every script, as a user runs them. */
class TableScriptIT {

  private static final String SMALL =
      "network { hidden-layers = 1, width = 32 }, epochs = 20, batch = 50, margin = 0.3,"
          + " epsilon = 0.1, p { rises-from = 3, rises-until = 15 }\n";
  private static final Shape COLOUR = new Shape(3, 32, 32);

  @TempDir static Path directory;

  @BeforeAll
  static void write() throws Exception {
    Files.writeString(directory.resolve("small.conf"), SMALL);
    assertDone(
        Script.run(
            directory,
            "data-prep/prepare.sh",
            "gauges",
            "--output",
            "gauges",
            "--examples",
            "800"));
    SparkSession spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false").getOrCreate();
    renameColumns(spark);
    writeColour(spark, "colour/train", 300, 1);
    writeColour(spark, "colour/test", 40, 2);
    spark.stop();
  }

  /** Columns as a user may have named them, the features as an array, and no ids. */
  private static void renameColumns(SparkSession spark) {
    for (String split : List.of("train", "test")) {
      Dataset<Row> table = spark.read().parquet(directory.resolve("gauges/" + split).toString());
      table
          .select(
              col("label").cast("int").as("state"),
              vector_to_array(col("features"), "float64").as("readings"))
          .write()
          .parquet(directory.resolve("renamed/" + split).toString());
    }
  }

  /** Images of two classes that differ in the red and the blue channel, with much noise. */
  private static void writeColour(SparkSession spark, String path, int images, long seed) {
    Random random = new Random(seed);
    int plane = COLOUR.height() * COLOUR.width();
    byte[] pixels = new byte[images * COLOUR.size()];
    int[] labels = new int[images];
    for (int i = 0; i < images; i++) {
      labels[i] = i % 2;
      for (int k = 0; k < COLOUR.size(); k++) {
        boolean bright = k / plane == 2 * labels[i];
        pixels[i * COLOUR.size() + k] = (byte) ((bright ? 150 : 20) + random.nextInt(60));
      }
    }
    TableDescription description =
        new TableDescription(
            "colours",
            Split.TRAIN,
            new ImageEncoding(COLOUR, new float[] {0.45f, 0.2f, 0.45f}, 0.3f),
            2);
    ExampleBlock examples =
        ExampleBlock.numbered(0, labels, StoredValues.of(pixels, COLOUR.size()));
    SplitTable.write(
        new TableSplit(Split.TRAIN, ExampleSchema.of(description), examples, "colours"),
        new org.apache.hadoop.fs.Path(directory.resolve(path).toUri()),
        spark);
  }

  @Test
  void aTableOfFeaturesGoesThroughEveryJob() throws Exception {
    Script trained = train("gauges/train", "gauges-model", "--hold-out", "100");
    assertThat(trained.err()).anyMatch(line -> line.contains("SHA-256 of its numbers: "));
    evaluateAndReport("gauges-model", "gauges/test", "gauges-results", "--limit", "50");

    assertThat(Files.readString(directory.resolve("gauges-results/evaluation.json")))
        .contains("\"radius_unit\" : \"featureScale\"");
    assertThat(directory.resolve("gauges-results/report/counterexamples.png")).exists();
    assertThat(Files.readString(directory.resolve("gauges-results/report/report.html")))
        .doesNotContain("black is 0");
    assertOrdered("gauges-results");
  }

  @Test
  void columnsMayHaveOtherNamesAndRowsNoIds() throws Exception {
    List<String> columns = List.of("--features-column", "readings", "--label-column", "state");
    train("renamed/train", "renamed-model", columns.toArray(String[]::new));
    evaluateAndReport(
        "renamed-model", "renamed/test", "renamed-results", columns.toArray(String[]::new));
    assertOrdered("renamed-results");
  }

  @Test
  void aTableOfColourImagesGoesThroughEveryJob() throws Exception {
    train("colour/train", "colour-model", "--validation", "colour/test");
    evaluateAndReport("colour-model", "colour/test", "colour-results");

    assertThat(Files.readAllLines(directory.resolve("colour-results/summary.csv")).get(1))
        .startsWith("0.1,40,");
    assertThat(directory.resolve("colour-results/report/first-layer.png")).exists();
    assertOrdered("colour-results");
  }

  @Test
  void aColumnThatIsNotThereIsOneLine() throws Exception {
    Script run =
        Script.run(
            directory,
            "submit/train.sh",
            "--recipe",
            "small.conf",
            "--train",
            "renamed/train",
            "--model",
            "none",
            "--features-column",
            "absent",
            "--label-column",
            "state");
    assertThat(run.status()).as("%s", run).isEqualTo(2);
    assertThat(run.err().stream().filter(line -> line.startsWith("linfnet: ")))
        .singleElement()
        .asString()
        .contains("absent");
    assertThat(directory.resolve("none")).doesNotExist();
  }

  private static Script train(String table, String model, String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("--recipe", "small.conf", "--train", table, "--model", model));
    arguments.addAll(List.of(more));
    return assertDone(Script.run(directory, "submit/train.sh", arguments.toArray(String[]::new)));
  }

  private static void evaluateAndReport(String model, String table, String results, String... more)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--model",
                model,
                "--data",
                table,
                "--output",
                results,
                "--epsilon",
                "0.1,0.3",
                "--attack",
                "strong"));
    arguments.addAll(List.of(more));
    assertDone(Script.run(directory, "submit/evaluate.sh", arguments.toArray(String[]::new)));
    assertDone(Script.run(directory, "submit/report.sh", "--results", results, "--model", model));
    assertThat(directory.resolve(results).resolve("report/report.html")).exists();
  }

  /** certified <= strong <= PGD <= clean at every epsilon, and not all of them 0. */
  private static void assertOrdered(String results) throws IOException {
    List<String> lines = Files.readAllLines(directory.resolve(results).resolve("summary.csv"));
    List<String> names = List.of(lines.get(0).split(","));
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = List.of(line.split(","));
      double clean = Double.parseDouble(cells.get(names.indexOf("clean_accuracy")));
      double pgd = Double.parseDouble(cells.get(names.indexOf("pgd_accuracy")));
      double strong = Double.parseDouble(cells.get(names.indexOf("strong_accuracy")));
      double certified = Double.parseDouble(cells.get(names.indexOf("certified_accuracy")));
      assertThat(clean).isGreaterThan(0.3);
      assertThat(List.of(certified, strong, pgd, clean)).isSorted();
    }
  }

  private static Script assertDone(Script run) {
    assertThat(run.status()).as("%s", run).isZero();
    return run;
  }
}
