package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linfnet.data.InvalidInputException;
import org.linfnet.data.Split;
import org.linfnet.data.Strokes;
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
    ExampleTable.write(
        new Strokes(1).draw(Split.TRAIN, 60),
        new org.apache.hadoop.fs.Path(data.resolve("train").toUri()),
        spark);
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
    train(options("first").withCheckpoint(directory + "/checkpoints"));
    train(options("second").withCheckpoint(directory + "/checkpoints").withResume());
    assertThat(parameters("second")).isEqualTo(parameters("first"));
    assertThat(directory.resolve("second/history.csv"))
        .hasSameTextualContentAs(directory.resolve("first/history.csv"));
  }

  @Test
  void resumingWithoutACheckpointStartsFromTheBeginning() throws Exception {
    train(options("first").withCheckpoint(directory + "/checkpoints").withResume());
    assertThat(directory.resolve("first/history.csv")).exists();
  }

  @Test
  void checkpointsThatAreThereWantResume() throws Exception {
    TrainOptions options = options("first").withCheckpoint(directory + "/checkpoints");
    train(options);
    assertMistake(options.withOverwrite(), "give --resume");
  }

  @Test
  void anotherRecipeIsRefusedAndTheModelNotWritten() throws Exception {
    TrainOptions options = options("first").withCheckpoint(directory + "/checkpoints");
    train(options);
    TrainOptions other = options("second").withCheckpoint(directory + "/checkpoints");
    assertMistake(other.withResume().withSetting("seed=2"), "recipe key seed is 2 here");
    assertThat(directory.resolve("second")).doesNotExist();
  }

  @Test
  void checkpointsInTheModelAreAMistake() {
    assertMistake(
        options("first").withCheckpoint(directory + "/first/checkpoints"), "directory beside it");
  }

  @Test
  void resumeWithoutADirectoryOfCheckpointsIsAMistake() {
    assertThatThrownBy(
            () ->
                new TrainCommandLine()
                    .read("--recipe", "r", "--train", "t", "--model", "m", "--resume"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("give --checkpoint DIR");
  }

  @Test
  void heldOutExamplesAreScoredAndNotTrainedOn() throws Exception {
    train(options("held").withHeldOut(20));
    Dataset<Row> all = spark.read().parquet(data.resolve("train").toString());
    String rest = directory.resolve("rest").toString();
    all.where("id < 40").write().parquet(rest);
    all.where("id >= 40").write().parquet(directory.resolve("last").toString());
    train(options("apart").withTrain(rest).withValidation(directory.resolve("last").toString()));
    assertThat(parameters("held")).isEqualTo(parameters("apart"));
    assertThat(accuracies("held")).isEqualTo(accuracies("apart"));
  }

  @Test
  void holdingOutEveryExampleIsAMistake() {
    assertMistake(options("held").withHeldOut(60), "has only 60 examples");
  }

  @Test
  void holdingOutBesideAValidationTableIsAMistake() {
    assertThatThrownBy(
            () ->
                new TrainCommandLine()
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

  private TrainOptions options(String model) {
    return TrainOptions.NONE
        .withRecipe(data.resolve("recipe.conf").toString())
        .withTrain(data.resolve("train").toString())
        .withModel(directory.resolve(model).toString());
  }

  private float[] parameters(String model) {
    return LinfDistClassificationModel.load(directory.resolve(model).toString())
        .network()
        .state()
        .parameters();
  }

  private static void assertMistake(TrainOptions options, String message) {
    assertThatThrownBy(() -> train(options))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  private static void train(TrainOptions options) throws Exception {
    new TrainJob().run(options, spark);
  }
}
