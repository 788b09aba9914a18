package org.linfnet.job;

import static org.apache.spark.ml.functions.vector_to_array;
import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of features and a folder of pictures through every script, as a user runs them. */
class TableScriptIT {

  private static final String SMALL =
      "network { hidden-layers = 1, width = 32 }, epochs = 20, batch = 50, margin = 0.3,"
          + " epsilon = 0.1, p { rises-from = 3, rises-until = 15 }\n";
  private static final int TEST_ROWS = 200;
  private static final Path RECIPE = Path.of("small.conf");
  private static final Path PHOTOGRAPHS = Path.of("conf/recipes/photographs.conf").toAbsolutePath();

  @TempDir static Path directory;
  private static Script trained;

  @BeforeAll
  static void write() throws Exception {
    Files.writeString(directory.resolve(RECIPE), SMALL);
    assertDone(
        Script.runSmall(
            directory,
            "data-prep/prepare.sh",
            "gauges",
            "--output",
            "gauges",
            "--examples",
            "800"));
    trained = train(RECIPE, "gauges/train", "gauges-model", "--hold-out", "100");
    SparkSession spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", "false").getOrCreate();
    renameColumns(spark);
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

  @Test
  void aTableOfFeaturesGoesThroughEveryJob() throws Exception {
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
    train(RECIPE, "renamed/train", "renamed-model", columns.toArray(String[]::new));
    evaluate("renamed-model", "renamed/test", "renamed-results", columns.toArray(String[]::new));
    assertOrdered("renamed-results");
  }

  @Test
  void aFolderOfPicturesGoesThroughEveryJob() throws Exception {
    DrawnPhotographs.draw(directory.resolve("photos/brick"), 60, 8, 0x902010);
    DrawnPhotographs.draw(directory.resolve("photos/leaf"), 60, 8, 0x109020);
    Script prepared =
        assertDone(
            Script.runSmall(
                directory,
                "data-prep/prepare.sh",
                "images",
                "--from",
                "photos",
                "--output",
                "data/photos"));
    assertThat(prepared.err())
        .anyMatch(line -> line.endsWith(" images of 8 x 8 x 3, 2 classes: brick, leaf"));
    train(
        PHOTOGRAPHS,
        "data/photos/train",
        "photos-model",
        "--validation",
        "data/photos/test",
        "--set",
        "epochs=10");
    evaluateAndReport("photos-model", "data/photos/test", "photos-results");

    assertThat(Files.readAllLines(directory.resolve("photos-results/summary.csv")).get(1))
        .startsWith("0.1,");
    assertThat(Files.readString(directory.resolve("photos-results/evaluation.json")))
        .contains("\"classes\" : [ \"brick\", \"leaf\" ]");
    assertThat(directory.resolve("photos-results/report/first-layer.png")).exists();
    assertThat(directory.resolve("photos-results/report/counterexamples.png")).exists();
    assertOrdered("photos-results");
  }

  @Test
  void ofTwoRunsToOneOutputOneIsToldAndTheOtherIsWhole() throws Exception {
    Callable<Script> evaluation =
        () ->
            Script.runSmall(
                directory,
                "submit/evaluate.sh",
                "--model",
                "gauges-model",
                "--data",
                "gauges/test",
                "--output",
                "contested",
                "--epsilon",
                "0.1");
    List<Script> runs = new ArrayList<>();
    ExecutorService both = Executors.newFixedThreadPool(2);
    try {
      for (Future<Script> run : both.invokeAll(List.of(evaluation, evaluation))) {
        runs.add(run.get());
      }
    } finally {
      both.shutdown();
    }
    runs.sort(Comparator.comparingInt(Script::status));

    assertThat(runs).extracting(Script::status).containsExactly(0, 2);
    assertThat(runs.get(1).err().stream().filter(line -> line.startsWith("linfnet: ")))
        .singleElement()
        .asString()
        .contains("contested");
    assertThat(Files.readAllLines(directory.resolve("contested/summary.csv")).get(1))
        .contains("," + TEST_ROWS + ",");
  }

  @Test
  void aColumnThatIsNotThereIsOneLine() throws Exception {
    Script run =
        Script.runSmall(
            directory,
            "submit/train.sh",
            "--recipe",
            RECIPE.toString(),
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

  private static Script train(Path recipe, String table, String model, String... more)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("--recipe", recipe.toString(), "--train", table, "--model", model));
    arguments.addAll(List.of(more));
    return assertDone(
        Script.runSmall(directory, "submit/train.sh", arguments.toArray(String[]::new)));
  }

  private static void evaluateAndReport(String model, String table, String results, String... more)
      throws Exception {
    evaluate(model, table, results, more);
    assertDone(
        Script.runSmall(directory, "submit/report.sh", "--results", results, "--model", model));
    assertThat(directory.resolve(results).resolve("report/report.html")).exists();
  }

  private static void evaluate(String model, String table, String results, String... more)
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
    assertDone(Script.runSmall(directory, "submit/evaluate.sh", arguments.toArray(String[]::new)));
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
