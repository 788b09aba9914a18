package org.linfnet.train.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.linfnet.train.spark.StrokesTable.recipe;
import static org.linfnet.train.spark.StrokesTable.rows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.InvalidInputException;
import org.linfnet.train.Checkpoints;
import org.linfnet.train.EpochRecord;
import org.linfnet.train.Recipe;
import org.linfnet.train.TrainingListener;
import org.linfnet.train.checkpoint.CheckpointDirectory;

class ResumeTest {

  private static final String THREE_EPOCHS =
      "epochs = 3, crop-border = edge, crop-chance = 0.5, mirror-chance = 0.5\n";
  private static final TrainingListener UNDISTURBED = new Killer(-1, -1);

  private static SparkSession spark;
  private static LabelledExamples table;
  private static Trainer.Outcome expected;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .getOrCreate();
    table = StrokesTable.of(spark, rows(), 2);
    expected = train(recipe(THREE_EPOCHS), UNDISTURBED, Checkpoints.NONE);
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  @ParameterizedTest(name = "after epoch {0}, step {1}, a checkpoint every {2} epochs")
  @CsvSource({"1, -1, 1", "2, -1, 1", "2, -1, 2", "3, -1, 1", "1, 2, 1", "0, 1, 1", "2, 3, 2"})
  void aRunThatDiedAndResumedHasTheBitsOfOneThatDidNot(int epochs, int step, int every)
      throws IOException {
    Recipe recipe = recipe(THREE_EPOCHS + "checkpoint.every = " + every);
    CheckpointDirectory before = checkpoints();
    Killer killer = new Killer(epochs, step);
    assertThatThrownBy(() -> train(recipe, killer, before)).isInstanceOf(Killed.class);
    Trainer.Outcome resumed = train(recipe, UNDISTURBED, checkpoints());
    assertThat(resumed.network().state().numbers()).isEqualTo(expected.network().state().numbers());
    assertThat(lines(resumed)).isEqualTo(lines(expected));
  }

  @Test
  void membersThatDiedInTheSecondResumeThere() throws IOException {
    Recipe recipe = recipe("epochs = 2, members = 2");
    Trainer.Outcome undisturbed = train(recipe, UNDISTURBED, Checkpoints.NONE);
    CheckpointDirectory before = checkpoints();
    assertThatThrownBy(() -> train(recipe, new Killer(3, 1), before)).isInstanceOf(Killed.class);
    assertThatThrownBy(() -> checkpoints().requireEmpty())
        .isInstanceOf(InvalidInputException.class);
    Trainer.Outcome resumed = train(recipe, new Killer(2, -1), checkpoints());
    assertThat(resumed.network().state().numbers())
        .isEqualTo(undisturbed.network().state().numbers());
    assertThat(lines(resumed)).isEqualTo(lines(undisturbed));
  }

  @Test
  void otherPixelsAreRefusedAndAnotherOrderOfRowsIsNot() throws IOException {
    Recipe recipe = recipe("");
    train(recipe, UNDISTURBED, checkpoints());
    List<Row> shuffled = new ArrayList<>(rows());
    Collections.shuffle(shuffled, new Random(1));
    new Trainer(recipe, UNDISTURBED, checkpoints())
        .train(StrokesTable.of(spark, shuffled, 3), Optional.empty());
    Row first = shuffled.get(0);
    byte[] pixels = ((byte[]) first.get(2)).clone();
    pixels[400] ^= 1;
    shuffled.set(0, RowFactory.create(first.get(0), first.get(1), pixels));
    LabelledExamples other = StrokesTable.of(spark, shuffled, 3);
    Trainer trainer = new Trainer(recipe, UNDISTURBED, checkpoints());
    assertThatThrownBy(() -> trainer.train(other, Optional.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("training data: hash of rows");
  }

  @Test
  void anotherRecipeIsRefusedByItsKey() throws IOException {
    train(recipe(""), UNDISTURBED, checkpoints());
    CheckpointDirectory checkpoints = checkpoints();
    assertThatThrownBy(() -> train(recipe("adam.beta2 = 0.9"), UNDISTURBED, checkpoints))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("recipe key adam.beta2 is 0.9 here and 0.99 there");
  }

  private static Trainer.Outcome train(
      Recipe recipe, TrainingListener listener, Checkpoints checkpoints) {
    return new Trainer(recipe, listener, checkpoints).train(table, Optional.of(table));
  }

  private CheckpointDirectory checkpoints() throws IOException {
    return new CheckpointDirectory(
        FileSystem.getLocal(new Configuration()), new org.apache.hadoop.fs.Path(directory.toUri()));
  }

  /** The history but for the seconds. */
  private static List<String> lines(Trainer.Outcome outcome) {
    return outcome.history().stream()
        .map(EpochRecord::toCsv)
        .map(line -> line.substring(0, line.lastIndexOf(',')))
        .toList();
  }

  /** Ends a run when so many epochs are done, and a step of the next where that is not negative. */
  private record Killer(int epochs, int step) implements TrainingListener {

    @Override
    public void stepEnded(int epoch, int stepDone, int steps) {
      if (epoch == epochs && stepDone == step) {
        throw new Killed();
      }
    }

    @Override
    public void epochEnded(EpochRecord epoch) {
      if (epoch.epoch() == epochs && step < 0) {
        throw new Killed();
      }
    }
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
