package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.linfnet.input.ImageEncoding;
import org.linfnet.layer.Shape;

/** What {@link NaturalJob} says to mistakes. */
class NaturalJobTest {

  @TempDir static Path directory;

  @BeforeAll
  static void writeTables() {
    System.setProperty("spark.master", "local[1]");
    System.setProperty("spark.ui.enabled", "false");
    SparkSession spark = SparkSession.builder().getOrCreate();
    write(spark, "data", 4, 1);
    write(spark, "other-shape", 9, 1);
    write(spark, "bad-label", 4, 7);
    spark
        .createDataFrame(List.of(), ExampleSchema.of(description(4)))
        .write()
        .parquet(path("empty"));
    spark.stop();
  }

  @AfterAll
  static void clearProperties() {
    System.clearProperty("spark.master");
    System.clearProperty("spark.ui.enabled");
  }

  @ParameterizedTest
  @CsvSource({
    "absent,       data,        --seed,       1,     there is no",
    "data,         absent,      --seed,       1,     there is no",
    "data,         other-shape, --seed,       1,     'has 9 values an example, the model takes 4'",
    "empty,        data,        --seed,       1,     the table has no row",
    "bad-label,    data,        --seed,       1,     has a label that is no class",
    "data,         data,        --epsilon,    1.5,   epsilon 1.5 is out of range",
    "data,         data,        --layers,     '8,x', '--layers 8,x: give whole numbers'",
    "data,         data,        --layers,     0,     --layers 0: give whole numbers above 0",
    "data,         data,        --layers,     ',', '--layers ,: give whole numbers above 0'",
    "data,         data,        --layers,     '128,', '--layers 128,: give whole numbers above 0'",
    "data,         data,        --iterations, 0,     --iterations 0: give 1 or more",
    "data,         data,        --limit,      0,     --limit 0: give 1 or more",
  })
  void aMistakeGetsOneLineAndStatusTwoAndLeavesNothing(
      String train, String data, String option, String value, String named) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("--train", path(train));
    options.put("--data", path(data));
    options.put("--output", path("mistake"));
    options.put("--epsilon", "0.1");
    options.put("--iterations", "1");
    options.put(option, value);
    String[] arguments =
        options.entrySet().stream()
            .flatMap(given -> Stream.of(given.getKey(), given.getValue()))
            .toArray(String[]::new);
    PrintStream standardError = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    int status;
    try {
      status = JobRunner.run(new NaturalJob(), arguments);
    } finally {
      System.setErr(standardError);
    }
    assertThat(status).isEqualTo(JobRunner.USER_MISTAKE);
    assertThat(said.toString(StandardCharsets.UTF_8).lines().filter(l -> l.startsWith("linfnet:")))
        .singleElement()
        .asString()
        .contains(named);
    assertThat(directory.resolve("mistake")).doesNotExist();
  }

  @Test
  void helpIsNoMistake() {
    assertThat(JobRunner.run(new NaturalJob(), new String[] {"--help"})).isEqualTo(JobRunner.DONE);
  }

  private static String path(String name) {
    return directory.resolve(name).toString();
  }

  private static void write(SparkSession spark, String name, int inputs, int label) {
    List<Row> rows = new ArrayList<>();
    for (long id = 0; id < 6; id++) {
      rows.add(RowFactory.create(id, label, new byte[inputs]));
    }
    spark
        .createDataFrame(rows, ExampleSchema.of(description(inputs)))
        .coalesce(1)
        .write()
        .parquet(path(name));
  }

  private static TableDescription description(int inputs) {
    int side = (int) Math.sqrt(inputs);
    return new TableDescription(
        "small",
        Split.TRAIN,
        new ImageEncoding(new Shape(1, side, side), new float[] {0.1307f}, 0.3081f),
        3);
  }
}
