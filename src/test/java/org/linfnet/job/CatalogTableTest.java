package org.linfnet.job;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.functions;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.train.spark.ExampleTable;

/** Tables of the catalog and of other formats than Parquet, through the jobs. */
class CatalogTableTest {

  private static final String RECIPE =
      "network { hidden-layers = 1, width = 16 }, epochs = 2, batch = 50, margin = 0.3,"
          + " epsilon = 0.1, p { rises-from = 0.5, rises-until = 1.5 }\n";

  @TempDir static Path directory;

  private static SparkSession spark;
  private static Dataset<Row> gauges;

  @BeforeAll
  static void prepare() throws Exception {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 1)
            .config("spark.sql.codegen.wholeStage", false)
            .config("spark.sql.warehouse.dir", path("warehouse"))
            .getOrCreate();
    run(new PrepareJob(), "gauges --examples 200 --output table:gauges --output-format orc");
    gauges =
        spark
            .table("gauges_train")
            .select(
                col("id"),
                col("label"),
                functions.vector_to_array(col("features"), "float64").as("features"));
    Path recipe = Files.writeString(directory.resolve("small.conf"), RECIPE);
    run(
        new TrainJob(),
        "--recipe %s --train table:gauges_train --model %s".formatted(recipe, path("model")));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @Test
  void theJobsReadAndWriteTablesOfTheCatalog() throws Exception {
    spark.sql("CREATE DATABASE scores");
    String evaluate =
        "--model %s --data table:gauges_test --output table:scores.of_gauges --epsilon 0.1"
            .formatted(path("model"));
    run(new EvaluateJob(), evaluate);

    long examples = spark.table("gauges_test").count();
    assertThat(spark.table("scores.of_gauges").count()).isEqualTo(examples);
    assertThat(spark.table("scores.of_gauges_summary").head().<Long>getAs("examples"))
        .isEqualTo(examples);
    assertThat(spark.table("scores.of_gauges_record").where("field = 'data'").head().getString(1))
        .isEqualTo("table:gauges_test");
    assertMistake(() -> run(new EvaluateJob(), evaluate), "table scores.of_gauges exists");
  }

  /** The files of the other run's table appear while this run evaluates: its data make them. */
  @Test
  void resultsAreKeptWhenAnotherRunHasTakenTheirName() throws Exception {
    spark
        .udf()
        .register(
            "take",
            (UDF1<Long, Long>)
                id -> {
                  Files.createDirectories(Path.of(path("warehouse"), "taken"));
                  return id;
                },
            DataTypes.LongType);
    gauges
        .withColumn("id", org.apache.spark.sql.functions.expr("take(id)"))
        .createOrReplaceTempView("taking");

    assertMistake(
        () ->
            run(
                new EvaluateJob(),
                "--model %s --data table:taking --output table:taken --epsilon 0.1"
                    .formatted(path("model"))),
        "of a table that this catalog does not know; remove it, or name another output; what this"
            + " run wrote is kept as taken_");

    List<String> kept =
        spark
            .sql("SHOW TABLES LIKE 'taken_*'")
            .select("tableName")
            .as(Encoders.STRING())
            .collectAsList();
    assertThat(kept).hasSize(5);
    String predictions = kept.stream().min(Comparator.comparingInt(String::length)).orElseThrow();
    assertThat(spark.table(predictions).count()).isEqualTo(gauges.count());
  }

  @Test
  void overwriteReplacesATable() {
    CatalogTable table = CatalogTable.named("table:again", spark).orElseThrow();
    table.write(spark.range(5).toDF(), new CatalogTable.Writing(Optional.empty(), false));
    table.write(spark.range(6).toDF(), new CatalogTable.Writing(Optional.of("orc"), true));

    assertThat(spark.table("again").count()).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"orc", "json"})
  void filesOfAnotherFormatHoldTheSameExamples(String format) {
    gauges.write().format(format).save(path(format));

    assertThat(read("--format " + format, path(format))).containsExactlyElementsOf(examples());
  }

  @ParameterizedTest
  @CsvSource({"x0;x1;label;id, ''", "id;x0;state;x1, --features-column x0;x1 --label-column state"})
  void csvHoldsAFeatureInEachColumn(String names, String options) {
    List<String> columns = List.of(names.split(";"));
    String path = path("csv-" + columns.get(0));
    Column[] selected = columns.stream().map(CatalogTableTest::column).toArray(Column[]::new);
    gauges.select(selected).write().option("header", true).csv(path);

    List<List<Double>> read = read("--format csv " + options.replace(';', ','), path);
    assertThat(read)
        .containsExactlyElementsOf(examples().stream().map(e -> e.subList(0, 4)).toList());
  }

  @Test
  void theJobsReadFilesOfCsvAndWriteATableOfTheFormatAskedFor() throws Exception {
    Path recipe = Files.writeString(directory.resolve("csv.conf"), RECIPE);
    gauges
        .select(column("x0"), column("x1"), col("label"), col("id"))
        .write()
        .option("header", true)
        .csv(path("csv"));
    run(
        new TrainJob(),
        "--recipe %s --train %s --format csv --model %s"
            .formatted(recipe, path("csv"), path("of-csv")));
    run(
        new EvaluateJob(),
        "--model %s --data %s --format csv --output table:of_csv --output-format json --epsilon 0.1"
            .formatted(path("of-csv"), path("csv")));

    assertThat(spark.table("of_csv").count()).isEqualTo(gauges.count());
    assertThat(
            spark
                .sql("DESCRIBE EXTENDED of_csv")
                .where("col_name = 'Provider'")
                .head()
                .getString(1))
        .isEqualToIgnoringCase("json");
  }

  /** The features are named, since columns that are no numbers stand beside them. */
  @ParameterizedTest
  @CsvSource({
    "cat, 'column label is STRING, and labels are whole numbers from 0'",
    "true, 'column label is BOOLEAN, and labels are whole numbers from 0'",
    "2026-01-31, 'column label is DATE, and labels are whole numbers from 0'"
  })
  void aLabelThatIsNoNumberIsNamed(String label, String message) {
    String path = path("labels-" + label);
    gauges.select(column("x0"), lit(label).as("label")).write().option("header", true).csv(path);

    assertMistake(() -> read("--format csv --features-column x0", path), message);
  }

  @Test
  void aColumnOfIdsThatAreNoNumbersNamesNothing() {
    String path = path("uuids");
    gauges
        .select(column("x0"), col("label"), lit("4f-ab").as("id"))
        .write()
        .option("header", true)
        .csv(path);

    assertThat(examples("--format csv --features-column x0", path).selected().first().isNullAt(3))
        .isTrue();
    assertMistake(
        () -> read("--format csv --features-column x0 --id-column id", path),
        "column id is STRING, and ids are BIGINT");
  }

  @Test
  void anEmptyCellOfCsvIsNamedByItsColumn() throws Exception {
    Path recipe = Files.writeString(directory.resolve("cells.conf"), RECIPE);
    Path cells = Files.createDirectories(directory.resolve("cells"));
    Files.writeString(cells.resolve("a.csv"), "id,width,height,label\n1,2,3,0\n2,4,,1\n");

    assertThat(mistakeOfTraining(recipe, "--train %s --format csv".formatted(cells)))
        .contains("a row holds null in column height:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "csv  | 5,6 | holds a line that is not whole or does not fit the columns",
        "csv  | 5,6,1,3,4711 | holds a line that is not whole or does not fit the columns",
        "json | {4711 | holds a line that is not whole or does not fit the columns"
      })
  void aLineThatDoesNotFitIsNamedAndNotShown(String format, String line, String message)
      throws Exception {
    Path recipe = Files.writeString(directory.resolve("lines.conf"), RECIPE);
    Path file = directory.resolve("lines-%d.%s".formatted(line.length(), format));
    String whole =
        format.equals("csv")
            ? "width, height, label, id\n1, 2, 0, 1\n3, 4, 1, 2\n"
            : "{\"features\": [1, 2], \"label\": 0}\n{\"features\": [3, 4], \"label\": 1}\n";
    Files.writeString(file, whole + line + "\n");

    assertThat(mistakeOfTraining(recipe, "--train %s --format %s".formatted(file, format)))
        .contains(message)
        .doesNotContain("4711");
  }

  @Test
  void cellsOfCsvStandBetweenCommas() throws Exception {
    Path file = Files.writeString(directory.resolve("semicolons.csv"), "a;label\n1;0\n2;1\n");

    assertMistake(() -> read("--format csv", file.toString()), "semicolons.csv has one column");
  }

  @Test
  void columnsMayHaveDotsInTheirNames() {
    gauges
        .select(col("features").as("a.b"), col("label").as("class.name"), col("id").as("row.id"))
        .write()
        .parquet(path("dots"));

    assertThat(
            read(
                "--features-column a.b --label-column class.name --id-column row.id", path("dots")))
        .containsExactlyElementsOf(examples());
  }

  @Test
  void aColumnOfTextInCsvIsNamed() {
    gauges
        .select(column("x0"), lit("north").as("site"), col("label"), col("id"))
        .write()
        .option("header", true)
        .csv(path("csv-text"));

    assertMistake(() -> read("--format csv", path("csv-text")), "column site is STRING");
  }

  @Test
  void aFormatThatIsNotThereIsNamed() {
    assertThat(UserMistake.in(catchThrowable(() -> read("--format iceberg", path("orc")))))
        .hasValueSatisfying(line -> assertThat(line).contains("no format iceberg"));
  }

  @ParameterizedTest
  @CsvSource({
    "table:absent, there is no table absent",
    "table:a..b, table:a..b is no name of a table",
  })
  void aTableThatCannotBeReadIsNamed(String table, String message) {
    assertMistake(() -> read("", table), message);
  }

  @ParameterizedTest
  @CsvSource({
    "table:nowhere.results, there is no database",
    "table:`my-results`, my-results cannot be written",
    "table:gauges_test, gauges_test is the table of --data",
    "table:gauges_train, table gauges_train exists"
  })
  void anOutputThatCannotBeWrittenIsRefusedBeforeAnyWork(String output, String message) {
    assertMistake(
        () ->
            run(
                new EvaluateJob(),
                "--model absent --data table:gauges_test --epsilon 0.1 --output " + output),
        message);
  }

  @Test
  void aFormatThatCannotBeWrittenIsRefusedBeforeAnyWork() {
    Throwable refused =
        catchThrowable(
            () ->
                run(
                    new EvaluateJob(),
                    "--model absent --data table:gauges_test --epsilon 0.1 --output table:new"
                        + " --output-format nosuch"));
    assertThat(UserMistake.in(refused))
        .hasValueSatisfying(line -> assertThat(line).contains("no format nosuch"));
  }

  /** As a session without a metastore leaves them. */
  @Test
  void filesOfATableThatIsNotKnownAreNotOverwritten() throws Exception {
    Files.createDirectories(directory.resolve("warehouse/forgotten"));
    assertMistake(
        () ->
            run(
                new EvaluateJob(),
                "--model absent --data table:gauges_test --epsilon 0.1 --output table:forgotten"
                    + " --overwrite"),
        "of a table that this catalog does not know");
  }

  /**
   * Two features, the label and the id of each example, in order of ids, and the other features.
   */
  private static List<List<Double>> examples() {
    return rows(gauges);
  }

  private static Column column(String name) {
    return switch (name) {
      case "x0", "x1" -> col("features").getItem(name.charAt(1) - '0').as(name);
      case "state" -> col("label").as(name);
      default -> col(name);
    };
  }

  private static List<List<Double>> read(String options, String named) {
    return rows(examples(options, named).selected().withColumnRenamed("inputs", "features"));
  }

  private static ExampleTable examples(String options, String named) {
    String[] words = Stream.of(options.split(" ")).filter(w -> !w.isEmpty()).toArray(String[]::new);
    Arguments arguments =
        ExampleTables.addOptions(new CommandLine("test")).read(words).orElseThrow();
    return new ExampleTables(spark, arguments).labelled(named);
  }

  private static List<List<Double>> rows(Dataset<Row> table) {
    return table
        .select(col("id"), col("label").cast("double"), col("features"))
        .orderBy("id")
        .collectAsList()
        .stream()
        .map(CatalogTableTest::numbers)
        .toList();
  }

  private static List<Double> numbers(Row row) {
    List<Double> features = row.getList(2);
    Stream<Double> named =
        Stream.of(features.get(0), features.get(1), row.getDouble(1), (double) row.getLong(0));
    return Stream.concat(named, IntStream.range(2, features.size()).mapToObj(features::get))
        .toList();
  }

  private static void assertMistake(ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  /** What a user is told of training that fails. */
  private static String mistakeOfTraining(Path recipe, String options) {
    Throwable failure =
        catchThrowable(
            () ->
                run(
                    new TrainJob(),
                    "--recipe %s %s --model %s".formatted(recipe, options, path("untrained"))));
    return UserMistake.in(failure).orElseThrow();
  }

  private static void run(Job job, String options) throws Exception {
    String[] words = options.split(" ");
    job.run(job.commandLine().read(words).orElseThrow(), spark);
  }

  private static String path(String name) {
    return directory.resolve(name).toString();
  }
}
