package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.InvalidInputException;
import org.linfnet.ml.LinfDistClassificationModel;

/** Explanations of features; those of images are tested through the script. */
class ExplainJobTest {

  private static final String RECIPE =
      "network { hidden-layers = 1, width = 16 }, epochs = 2, batch = 50, margin = 0.3,"
          + " epsilon = 0.1, p { rises-from = 0.5, rises-until = 1.5 }\n";

  @TempDir static Path directory;

  private static SparkSession spark;

  @BeforeAll
  static void train() throws Exception {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 1)
            .config("spark.sql.warehouse.dir", path("warehouse"))
            .getOrCreate();
    Path recipe = Files.writeString(directory.resolve("small.conf"), RECIPE);
    run(new PrepareJob(), "gauges --examples 200 --output table:measured --output-format json");
    run(
        new TrainJob(),
        "--recipe %s --train table:measured_train --model %s".formatted(recipe, path("model")));
    spark.table("measured_test").union(spark.table("measured_test")).write().parquet(path("twice"));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void textAndPicturesSayWhatTheModelSaysOfTheRow() throws Exception {
    Row scored =
        LinfDistClassificationModel.load(path("model"))
            .transform(spark.table("measured_test"))
            .orderBy("id")
            .select("id", "prediction", "certifiedRadius")
            .head();
    explain("--data table:measured_test --id %d".formatted(scored.getLong(0)), "explained");

    List<String> lines = Files.readAllLines(directory.resolve("explained/explanation.txt"));
    assertThat(lines)
        .contains("prediction: " + (int) scored.getDouble(1), "What decides the two logits:");
    double radius = number(lines, "certified radius: ");
    assertThat(radius).isLessThanOrEqualTo(scored.getDouble(2)).isPositive();
    assertThat(radius).isGreaterThan(scored.getDouble(2) * (1 - 1e-5));
    assertThat(number(lines, "smallest change found: ")).isGreaterThan(radius);
    assertThat(Files.readString(directory.resolve("explained/report.html")))
        .contains("certified radius", "What the prediction depends on");
    assertThat(ImageIO.read(directory.resolve("explained/explanation.png").toFile()).getWidth())
        .isGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource({
    "--data table:measured_test --id -7, no example with the id -7",
    "--data table:measured_test, name an example with --id N",
  })
  void aRowThatIsNotThereIsNamed(String options, String message) throws Exception {
    assertThatThrownBy(() -> explain(options, "mistake"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
    assertThat(directory.resolve("mistake")).doesNotExist();
  }

  @Test
  void aRowThatIsThereTwiceIsNamed() {
    long id = spark.table("measured_test").head().<Long>getAs("id");
    assertThatThrownBy(() -> explain("--data %s --id %d".formatted(path("twice"), id), "mistake"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("more than one example with the id " + id);
  }

  private static double number(List<String> lines, String name) {
    String line = lines.stream().filter(each -> each.startsWith(name)).findFirst().orElseThrow();
    int[] end = IntStream.range(0, line.length()).filter(i -> line.charAt(i) == ',').toArray();
    return Double.parseDouble(
        line.substring(name.length(), end.length == 0 ? line.length() : end[0]));
  }

  private static void explain(String options, String output) throws Exception {
    run(
        new ExplainJob(),
        "%s --model %s --output %s".formatted(options, path("model"), path(output)));
  }

  private static void run(Job job, String options) throws Exception {
    String[] words = options.split(" ");
    job.run(job.commandLine().read(words).orElseThrow(), spark);
  }

  private static String path(String name) {
    return directory.resolve(name).toString();
  }
}
