package org.linfnet.model;

import static org.apache.spark.sql.functions.array_append;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.reverse;
import static org.apache.spark.sql.functions.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.Metadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.InvalidInputException;

/** Every kind of damage gives one line with the path and the mend. */
class DamagedModelTest {

  private static final String COPY = "copy the model again, or train it again";
  private static final String BIAS = "6.prototype-logits.bias";

  private static SparkSession spark;

  @TempDir static Path whole;
  @TempDir Path directory;
  private Path model;

  @BeforeAll
  static void start() {
    spark = SmallModels.start();
    String path = whole.resolve("model").toString();
    ModelFiles.write(spark, SmallModels.distanceNet(SmallModels.GREY, 4), path);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @BeforeEach
  void copy() throws IOException {
    model = directory.resolve("model");
    try (Stream<Path> paths = Files.walk(whole.resolve("model"))) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Files.copy(path, model.resolve(whole.resolve("model").relativize(path)));
      }
    }
  }

  @Test
  void aDirectoryThatIsNotThere() {
    assertUnreadable(directory.resolve("none"), "there is no model at", "copy the model again");
  }

  @Test
  void aDirectoryWithoutData() {
    assertUnreadable(directory, "it has no data/", "copy the model again");
  }

  @Test
  void filesThatWereDeleted() throws IOException {
    Files.delete(file());

    assertUnreadable(model, "a file is missing or cannot be read", COPY);
  }

  @Test
  void oneFileOfTwoThatWasDeleted() throws IOException {
    rewrite(table -> table.repartition(2));
    Files.delete(file());

    assertUnreadable(model, "its data hold", "of 63 numbers", COPY);
  }

  @Test
  void aTruncatedFile() throws IOException {
    byte[] whole = Files.readAllBytes(file());
    Files.write(file(), Arrays.copyOf(whole, whole.length / 2));

    assertUnreadable(model, "a file is missing or cannot be read", COPY);
  }

  @Test
  void aFileThatIsNoParquet() throws IOException {
    Files.writeString(file(), "numbers");

    assertUnreadable(model, "a file is missing or cannot be read", COPY);
  }

  @Test
  void aTableOfSomethingElse() {
    replace(spark.range(3).toDF());

    assertUnreadable(model, "its data describe no network", "name the directory of");
  }

  @Test
  void aMissingRow() {
    rewrite(table -> table.where(col("slot").notEqual(BIAS)));

    assertUnreadable(model, "its data hold 60 of 63 numbers", COPY);
  }

  @Test
  void aRowThatIsThereTwice() {
    rewrite(table -> table.union(table.where(col("slot").equalTo(BIAS))));

    assertUnreadable(model, "its data hold a number twice", COPY);
  }

  @Test
  void aRowOfASlotThatNoLayerHas() {
    rewrite(
        table ->
            table.withColumn(
                "slot", when(col("slot").equalTo(BIAS), "7.bias").otherwise(col("slot"))));

    assertUnreadable(model, "numbers 0 to 2 of 7.bias, which no layer has", COPY);
  }

  @ParameterizedTest
  @CsvSource({"1, 1 to 3", "-1, -1 to 1", "2147483647, 2147483647 to 2147483649"})
  void aRowAtAnotherPlace(int at, String numbers) {
    rewrite(
        table -> table.withColumn("at", when(col("slot").equalTo(BIAS), at).otherwise(col("at"))));

    assertUnreadable(model, "numbers %s of %s".formatted(numbers, BIAS), COPY);
  }

  @Test
  void aRowThatIsTooLong() {
    rewrite(table -> table.withColumn("values", array_append(col("values"), lit(1f))));

    assertUnreadable(model, "which no layer has", COPY);
  }

  @Test
  void otherNumbers() {
    rewrite(table -> table.withColumn("values", reverse(col("values"))));

    assertUnreadable(model, "the SHA-256 of its numbers is not", COPY);
  }

  @Test
  void aMissingColumn() {
    rewrite(table -> table.drop("at"));

    assertUnreadable(model, "a file is missing or cannot be read", COPY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"linfnetModel\":2 | \"linfnetModel\":3 | it has version 3 | use a newer linfnet",
        "\"kind\":\"mean-shift\" | \"kind\":\"mean\" | no layer kind 'mean' | train it again",
        "mean=running | mean=0 | layer 2 (mean-shift): mean is 0 | train it again",
        "\"kind\":\"images\" | \"kind\":\"sounds\" | no encoding 'sounds' | use the linfnet",
        "\"inputs\":[1,2,3] | \"inputs\":[1,2,4] | gives 6 values, but the network takes 8 | train",
        "\"inputs\":[1,2,3] | \"inputs\":[1] | its description cannot be used | train it again",
        "\"classes\":3, | `` | its description cannot be used | train it again",
        "\"classes\":3, | \"classes\":4, | cannot be read | train it again"
      })
  void aDescriptionThatCannotBeUsed(String part, String other, String told, String mend) {
    rewrite(table -> table, json -> json.replace(part, other));

    assertUnreadable(model, told, mend);
  }

  private void assertUnreadable(Path path, String... parts) {
    Throwable fault = catchThrowable(() -> ModelFiles.read(spark, path.toString()));

    assertThat(fault)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(path.toString())
        .hasMessageContainingAll(parts);
    assertThat(fault.getMessage()).doesNotContain("\n");
  }

  private Path data() {
    return model.resolve("data");
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.list(data())) {
      Path found =
          files.filter(path -> path.toString().endsWith(".parquet")).sorted().toList().get(0);
      Files.deleteIfExists(found.resolveSibling("." + found.getFileName() + ".crc"));
      return found;
    }
  }

  private void rewrite(UnaryOperator<Dataset<Row>> change) {
    rewrite(change, json -> json);
  }

  /** Writes a changed table, whose column of values has changed metadata. */
  private void rewrite(UnaryOperator<Dataset<Row>> change, UnaryOperator<String> describe) {
    Dataset<Row> table = spark.read().parquet(data().toString());
    String json = table.schema().apply("values").metadata().json();
    Metadata metadata = Metadata.fromJson(describe.apply(json));
    List<Row> rows = change.apply(table).collectAsList();
    Dataset<Row> changed = change.apply(table);
    Column[] columns =
        Arrays.stream(changed.columns())
            .map(name -> name.equals("values") ? col(name).as(name, metadata) : col(name))
            .toArray(Column[]::new);
    int files = changed.rdd().getNumPartitions();
    replace(spark.createDataFrame(rows, changed.schema()).select(columns).repartition(files));
  }

  private void replace(Dataset<Row> table) {
    table.write().mode(SaveMode.Overwrite).parquet(data().toString());
  }
}
