package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.LabelledImages;
import org.linfnet.dataset.Split;
import org.linfnet.dataset.Strokes;
import org.linfnet.dataset.TableDescription;
import org.linfnet.ml.LinfDistClassificationModel;

class TrainJobTest {

  private static SparkSession spark;

  @TempDir static Path data;
  @TempDir private Path directory;

  @BeforeAll
  static void writeData() throws IOException {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.shuffle.partitions", 2)
            .getOrCreate();
    new SplitTable(new Strokes(1).draw(Split.TRAIN, 60).toSplit())
        .write(new org.apache.hadoop.fs.Path(data.resolve("train").toUri()), spark);
    Files.writeString(
        data.resolve("recipe.conf"),
        "network { hidden-layers = 1, width = 8 }, epochs = 2, batch = 30,"
            + " p { rises-from = 0, rises-until = 2 }, learning-rate.falls-from = 2\n");
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @Test
  void aRunThatIsDoneIsResumedToTheSameModel() throws Exception {
    train(options("first").with("checkpoint", directory + "/checkpoints"));
    train(options("second").with("checkpoint", directory + "/checkpoints").with("resume", ""));
    assertThat(parameters("second")).isEqualTo(parameters("first"));
    assertThat(directory.resolve("second/history.csv"))
        .hasSameTextualContentAs(directory.resolve("first/history.csv"));
  }

  @Test
  void resumingWithoutACheckpointStartsFromTheBeginning() throws Exception {
    train(options("first").with("checkpoint", directory + "/checkpoints").with("resume", ""));
    assertThat(directory.resolve("first/history.csv")).exists();
  }

  @Test
  void checkpointsThatAreThereWantResume() throws Exception {
    Arguments options = options("first").with("checkpoint", directory + "/checkpoints");
    train(options);
    assertMistake(options.with("overwrite", ""), "give --resume");
  }

  @Test
  void anotherRecipeIsRefusedAndTheModelNotWritten() throws Exception {
    Arguments options = options("first").with("checkpoint", directory + "/checkpoints");
    train(options);
    Arguments other = options("second").with("checkpoint", directory + "/checkpoints");
    assertMistake(other.with("resume", "").with("set", "seed=2"), "recipe key seed is 2 here");
    assertThat(directory.resolve("second")).doesNotExist();
  }

  @Test
  void checkpointsInTheModelAreAMistake() {
    assertMistake(
        options("first").with("checkpoint", directory + "/first/checkpoints"),
        "directory beside it");
  }

  @Test
  void anOutputInTheTableThatIsReadIsAMistake() throws Exception {
    String table = data.resolve("train").toString();
    for (Arguments inside :
        List.of(
            options("first").with("model", table + "/model"),
            options("first").with("checkpoint", table),
            options("first").with("checkpoint", table + "/below/checkpoints"))) {
      assertMistake(inside, "which --train names: it would be read as a part of that");
    }
    try (Stream<Path> entries = Files.list(data.resolve("train"))) {
      assertThat(entries).allMatch(Files::isRegularFile);
    }
  }

  @Test
  void aDirectoryThatOnlySharesANameWithAModelIsNotReplaced() throws Exception {
    Path table = directory.resolve("project/data/part-00000.parquet");
    Files.createDirectories(table.getParent());
    Files.writeString(table, "the user's");

    assertMistake(options("project").with("overwrite", ""), "which every such output holds");
    assertThat(table).hasContent("the user's");
  }

  @Test
  void aModelIsReplaced() throws Exception {
    train(options("again"));
    train(options("again").with("overwrite", "").with("set", "seed=2"));
    assertThat(directory.resolve("again/recipe.conf")).content().contains("seed = 2");
  }

  @Test
  void resumeWithoutADirectoryOfCheckpointsIsAMistake() {
    assertThatThrownBy(
            () ->
                new TrainJob()
                    .commandLine()
                    .read("--recipe", "r", "--train", "t", "--model", "m", "--resume"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("give --checkpoint DIR");
  }

  @Test
  void heldOutExamplesAreScoredAndNotTrainedOn() throws Exception {
    train(options("held").with("hold-out", "20"));
    Dataset<Row> all = spark.read().parquet(data.resolve("train").toString());
    String rest = directory.resolve("rest").toString();
    all.where("id < 40").write().parquet(rest);
    all.where("id >= 40").write().parquet(directory.resolve("last").toString());
    train(
        options("apart")
            .with("train", rest)
            .with("validation", directory.resolve("last").toString()));
    assertThat(parameters("held")).isEqualTo(parameters("apart"));
    assertThat(accuracies("held")).isEqualTo(accuracies("apart"));
  }

  @Test
  void holdingOutEveryExampleIsAMistake() {
    assertMistake(options("held").with("hold-out", "60"), "has only 60 examples");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 19})
  void holdingOutOfRowsWithoutIdsIsAMistake(int held) {
    String nulls = directory.resolve("nulls").toString();
    spark
        .range(20)
        .selectExpr(
            "if(id < 3, null, id) AS id", "array(double(id)) AS features", "id % 2 AS label")
        .write()
        .parquet(nulls);

    assertMistake(
        options("held").with("train", nulls).with("hold-out", Integer.toString(held)),
        "a row holds null in column id: give each row an id");
  }

  @Test
  void validationOnOtherInputsOfTheSameWidthIsAMistake() {
    String features = directory.resolve("features").toString();
    String images = directory.resolve("images").toString();
    spark
        .range(20)
        .selectExpr("id", "array(0.5D, double(id)) AS features", "id % 2 AS label")
        .write()
        .parquet(features);
    spark
        .range(20)
        .selectExpr("id", "X'00FF' AS image", "id % 2 AS label")
        .withColumnRenamed("image", "features")
        .write()
        .parquet(images);

    assertMistake(
        options("mixed").with("train", features).with("validation", images),
        "--validation: column features holds images, and column features of the training table"
            + " features");
    assertMistake(
        options("mixed").with("train", images).with("validation", features),
        "--validation: column features holds features");
  }

  @Test
  void validationOnOtherClassesIsAMistake() {
    LabelledImages drawn = new Strokes(1).draw(Split.TEST, 20);
    TableDescription described = drawn.description();
    TableDescription more =
        new TableDescription("others", Split.TEST, described.encoding(), described.classes() + 1);
    Path others = directory.resolve("others");
    new SplitTable(new LabelledImages(more, drawn.examples()).toSplit())
        .write(new org.apache.hadoop.fs.Path(others.toUri()), spark);

    assertMistake(
        options("mixed").with("validation", others.toString()),
        "in %d classes, and column pixels of the training table".formatted(more.classes()));
  }

  @Test
  void aRecipeIncludesAnotherBesideIt() throws Exception {
    Files.copy(data.resolve("recipe.conf"), directory.resolve("base.conf"));
    Path recipe =
        Files.writeString(directory.resolve("own.conf"), "include \"base.conf\"\nseed = 9\n");

    train(
        Arguments.NONE
            .with("recipe", recipe.toString())
            .with("train", data.resolve("train").toString())
            .with("model", directory.resolve("included").toString()));

    assertThat(directory.resolve("included/recipe.conf"))
        .content()
        .contains("network.width = 8", "seed = 9");
  }

  @Test
  void aLabelThatImpliesTooManyClassesIsRefusedUntilTheLimitIsRaised() throws Exception {
    String gap = directory.resolve("gap").toString();
    spark
        .range(20)
        .selectExpr("id", "array(double(id)) AS features", "if(id = 7, 1000, id % 2) AS label")
        .write()
        .parquet(gap);
    Arguments options = options("gap-model").with("train", gap);

    assertMistake(options, "column label implies more than 1000 classes");
    assertMistake(options, "raise --max-classes");
    train(options.with("max-classes", "1001"));
    assertThat(directory.resolve("gap-model")).exists();
  }

  @Test
  void holdingOutBesideAValidationTableIsAMistake() {
    assertThatThrownBy(
            () ->
                new TrainJob()
                    .commandLine()
                    .read(
                        "--recipe",
                        "r",
                        "--train",
                        "t",
                        "--model",
                        "m",
                        "--hold-out",
                        "5",
                        "--validation",
                        "v"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("give one");
  }

  private List<String> accuracies(String model) throws IOException {
    return Files.readAllLines(directory.resolve(model).resolve("history.csv")).stream()
        .map(line -> line.substring(0, line.lastIndexOf(',')))
        .toList();
  }

  private Arguments options(String model) {
    return Arguments.NONE
        .with("recipe", data.resolve("recipe.conf").toString())
        .with("train", data.resolve("train").toString())
        .with("model", directory.resolve(model).toString());
  }

  private float[] parameters(String model) {
    return LinfDistClassificationModel.load(directory.resolve(model).toString())
        .trained()
        .network()
        .state()
        .numbers();
  }

  private static void assertMistake(Arguments options, String message) {
    assertThatThrownBy(() -> train(options))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  private static void train(Arguments options) throws Exception {
    new TrainJob().run(options, spark);
  }
}
