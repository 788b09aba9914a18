package org.linfnet.train.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.train.RunIdentity;
import org.linfnet.train.TrainingState;

class CheckpointDirectoryTest {

  private static final String SECOND = "epoch-0000002.checkpoint";
  private static final String THIRD = "epoch-0000003.checkpoint";

  @TempDir private Path directory;

  @Test
  void theLastTwoAreKept() throws IOException {
    keep(1, 2, 3);
    assertThat(names()).containsExactly(SECOND, THIRD);
  }

  @Test
  void theNewestIsTaken() throws IOException {
    keep(1, 2, 3);
    assertThat(newestEpochs()).isEqualTo(3);
  }

  @Test
  void whereThereIsNoneNoneIsTaken() throws IOException {
    assertThat(checkpoints().newest(CheckpointExample.RUN)).isEmpty();
    checkpoints().requireEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void beforeATornOneTheOneBeforeIsTaken(boolean theFileSystemKnows) throws IOException {
    keep(1, 2, 3);
    tear(THIRD, theFileSystemKnows);
    assertThat(newestEpochs()).isEqualTo(2);
  }

  @Test
  void whereAllAreTornNoneIsTaken() throws IOException {
    keep(1, 2, 3);
    tear(SECOND, false);
    tear(THIRD, true);
    assertThat(checkpoints().newest(CheckpointExample.RUN)).isEmpty();
  }

  @Test
  void aTornOneIsReplacedWhenTheRunComesByAgainAndTheWholeOneStays() throws IOException {
    keep(1, 2, 3);
    tear(THIRD, false);
    CheckpointDirectory checkpoints = checkpoints();
    assertThat(checkpoints.newest(CheckpointExample.RUN)).isPresent();
    checkpoints.keep(CheckpointExample.RUN, CheckpointExample.state(3));
    assertThat(names()).containsExactly(SECOND, THIRD);
    assertThat(newestEpochs()).isEqualTo(3);
  }

  @Test
  void anIncompleteOneIsNeitherTakenNorLeft() throws IOException {
    keep(1, 2);
    Files.writeString(directory.resolve(".epoch-0000003.incomplete"), "killed in mid-write");
    CheckpointDirectory checkpoints = checkpoints();
    assertThat(checkpoints.newest(CheckpointExample.RUN).orElseThrow().epochs()).isEqualTo(2);
    checkpoints.keep(CheckpointExample.RUN, CheckpointExample.state(4));
    assertThat(directory.resolve(".epoch-0000003.incomplete")).doesNotExist();
  }

  @Test
  void whereverADriverDiesInACheckpointTheRunGoesOnFromAWholeOne() throws IOException {
    keep(3);
    int length = (int) Files.size(directory.resolve(THIRD));
    IntStream writing = new Random(1).ints(40, 0, length);
    IntStream ends = IntStream.of(0, 1, 2, length - 1, length, length + 1, length + 2, length + 3);
    for (int changes : IntStream.concat(writing, ends).distinct().toArray()) {
      assertSurvivesDeathAfter(changes);
    }
  }

  /** A run that dies in its third checkpoint, and is taken up again. */
  private void assertSurvivesDeathAfter(int changes) throws IOException {
    Path place = Files.createDirectory(directory.resolve("after-" + changes));
    CheckpointDirectory before = checkpoints(place);
    before.keep(CheckpointExample.RUN, CheckpointExample.state(1));
    before.keep(CheckpointExample.RUN, CheckpointExample.state(2));
    DyingFileSystem dying = new DyingFileSystem(FileSystem.getLocal(new Configuration()), changes);
    CheckpointDirectory last =
        new CheckpointDirectory(dying, new org.apache.hadoop.fs.Path(place.toUri()));
    last.newest(CheckpointExample.RUN);
    assertThatThrownBy(() -> last.keep(CheckpointExample.RUN, CheckpointExample.state(3)))
        .as("after %d changes", changes)
        .isInstanceOf(UncheckedIOException.class);
    CheckpointDirectory after = checkpoints(place);
    TrainingState found = after.newest(CheckpointExample.RUN).orElseThrow();
    assertThat(found.epochs()).as("after %d changes", changes).isBetween(2, 3);
    assertThat(found).usingRecursiveComparison().isEqualTo(CheckpointExample.state(found.epochs()));
    after.keep(CheckpointExample.RUN, CheckpointExample.state(4));
    assertThat(checkpoints(place).newest(CheckpointExample.RUN).orElseThrow().epochs())
        .isEqualTo(4);
  }

  @Test
  void anotherRecipeIsRefusedByItsKey() throws IOException {
    keep(1);
    assertRefused(CheckpointExample.run("2", 101, 1), "recipe key seed is 2 here and 1 there");
  }

  @Test
  void otherDataIsRefused() throws IOException {
    keep(1);
    assertRefused(
        CheckpointExample.run("1", 99, 1), "training data: examples is 99 here and 101 there");
  }

  @Test
  void howOftenCheckpointsAreKeptMayChange() throws IOException {
    keep(1);
    assertThat(checkpoints().newest(CheckpointExample.run("1", 101, 5))).isPresent();
  }

  @Test
  void aRunThatDoesNotResumeWantsADirectoryWithoutCheckpoints() throws IOException {
    keep(1);
    CheckpointDirectory checkpoints = checkpoints();
    assertThatThrownBy(checkpoints::requireEmpty)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("give --resume");
  }

  @Test
  void aFileIsNoDirectoryOfCheckpoints() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> checkpoints(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("is a file");
  }

  private void assertRefused(RunIdentity run, String message) throws IOException {
    CheckpointDirectory checkpoints = checkpoints();
    assertThatThrownBy(() -> checkpoints.newest(run))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  private void keep(int... epochs) throws IOException {
    CheckpointDirectory checkpoints = checkpoints();
    for (int epoch : epochs) {
      checkpoints.keep(CheckpointExample.RUN, CheckpointExample.state(epoch));
    }
  }

  private int newestEpochs() throws IOException {
    return checkpoints().newest(CheckpointExample.RUN).orElseThrow().epochs();
  }

  /** Cuts a file in half, with or without what the file system would find that out by. */
  private void tear(String name, boolean theFileSystemKnows) throws IOException {
    byte[] bytes = Files.readAllBytes(directory.resolve(name));
    Files.write(directory.resolve(name), Arrays.copyOf(bytes, bytes.length / 2));
    if (!theFileSystemKnows) {
      Files.delete(directory.resolve("." + name + ".crc"));
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  private CheckpointDirectory checkpoints() throws IOException {
    return checkpoints(directory);
  }

  private static CheckpointDirectory checkpoints(Path path) throws IOException {
    return new CheckpointDirectory(
        FileSystem.getLocal(new Configuration()), new org.apache.hadoop.fs.Path(path.toUri()));
  }
}
