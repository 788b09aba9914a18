package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;

class OutputDirectoryTest {

  private static final Configuration HADOOP = new Configuration(false);
  private static final OutputLayout LAYOUT =
      OutputLayout.of(Set.of(), Set.of("train", "test"), Map.of());

  @TempDir Path parent;

  @Test
  void appearsWhenItIsWhole() throws Exception {
    Path path = parent.resolve("a/b/output");

    try (OutputDirectory output = claimed(path, false)) {
      output.write(
          directory -> {
            assertThat(path).doesNotExist();
            Files.writeString(Path.of(directory.toUri()).resolve("train"), "whole");
          });
    }

    assertThat(path.resolve("train")).hasContent("whole");
    assertThat(path.getParent()).isDirectoryNotContaining("glob:**.output.*");
  }

  @Test
  void leavesNothingWhenItsWriterFails() throws Exception {
    try (OutputDirectory output = claimed(parent.resolve("a/output"), false)) {
      assertThatThrownBy(
              () ->
                  output.write(
                      directory -> {
                        Files.writeString(Path.of(directory.toUri()).resolve("train"), "half");
                        throw new IOException("no space");
                      }))
          .hasMessage("no space");
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void keepsWhatWasThereWhenItsWriterFails() throws Exception {
    Path path = existing("train");
    try (OutputDirectory output = claimed(path, true)) {
      assertThatThrownBy(
              () ->
                  output.write(
                      directory -> {
                        throw new IOException("no space");
                      }))
          .hasMessage("no space");
    }
    assertThat(path.resolve("train")).hasContent("old");
  }

  @Test
  void replacesWhatWasThereOnlyWhenAskedTo() throws Exception {
    Path path = existing("train");

    write(path, true, "new");

    assertThat(path).isDirectoryNotContaining("glob:**train").isDirectoryContaining("glob:**test");
    assertThat(parent).isDirectoryNotContaining("glob:**.output.*");
  }

  @Test
  void refusesOneThatExists() throws IOException {
    Path path = existing("train");

    assertThatThrownBy(() -> claimed(path, false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("output exists: name another output, or give --overwrite");
  }

  @Test
  void replacesNoDirectoryThatHoldsOtherThings() throws IOException {
    Path path = existing("thesis.tex");

    assertThatThrownBy(() -> claimed(path, true))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("output holds thesis.tex");
  }

  @Test
  void aLinkToNothingIsRefusedAtOnce() throws IOException {
    Path link = Files.createSymbolicLink(parent.resolve("link"), parent.resolve("gone"));

    for (Path path : List.of(link, link.resolve("output"))) {
      assertThatThrownBy(() -> claimed(path, true))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("link is a link to nothing: mend or remove it");
    }
    assertThat(parent.resolve("gone")).doesNotExist();
  }

  @Test
  void whatALinkLeadsToIsReplacedAndTheLinkStays() throws Exception {
    Path target = existing("train");
    Path link = Files.createSymbolicLink(parent.resolve("link"), target);

    write(link, true, "new");

    assertThat(link).isSymbolicLink();
    assertThat(target.resolve("test")).hasContent("new");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nowhere://host/output",
        "s3a://bucket/output",
        "hdfs://no-such-host.invalid/output",
        "/",
        "out*",
        "out[1]",
        "out{a,b}",
        "out\uFFFDput"
      })
  void refusesAPathThatCannotBeOne(String path) {
    assertThatThrownBy(() -> OutputDirectory.claimed(path, true, LAYOUT, HADOOP))
        .isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m-2026-01-01T12:30:00",
        "a:b",
        "with two  spaces",
        "\u00e9t\u00e9",
        "a%20b",
        "a#b+c=d&e;f,g",
        "'quoted' \"twice\""
      })
  void takesAnyOtherName(String name) throws Exception {
    Path path = parent.resolve(name);

    write(path, false, "first");
    write(path, true, "second");

    assertThat(path.resolve("test")).hasContent("second");
    try (Stream<Path> left = Files.list(parent)) {
      assertThat(left).containsExactly(path);
    }
  }

  @Test
  void anotherRunIsToldWhoHoldsTheClaim() throws Exception {
    Path path = parent.resolve("output");
    try (OutputDirectory first = claimed(path, true)) {
      assertThatThrownBy(() -> claimed(path, true))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("output is being written by another run (process ")
          .hasMessageContaining(String.valueOf(ProcessHandle.current().pid()));
      first.write(directory -> Files.writeString(file(directory, "test"), "first"));
    }

    write(path, true, "second");
    assertThat(path.resolve("test")).hasContent("second");
  }

  /** Claims the output that it is given, in a process of its own, and says how that went. */
  static final class Claimant {
    public static void main(String[] arguments) throws IOException {
      try (OutputDirectory output = claimed(Path.of(arguments[0]), false)) {
        System.out.println("claimed " + output);
      } catch (InvalidInputException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void aRunInAnotherProcessIsTold() throws Exception {
    Path path = parent.resolve("output");
    try (OutputDirectory first = claimed(path, false)) {
      assertThat(claimedElsewhere(path)).contains("is being written by another run");
      assertThat(first).hasToString("file:" + path);
    }
    assertThat(claimedElsewhere(path)).contains("claimed file:" + path);
  }

  private static String claimedElsewhere(Path path) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Claimant.class.getName(),
                path.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said;
  }

  @Test
  void oneOfManyAtOnceGetsTheClaim() throws Exception {
    Path path = parent.resolve("output");
    int runs = 8;
    CyclicBarrier start = new CyclicBarrier(runs);
    CyclicBarrier end = new CyclicBarrier(runs);
    List<Callable<Integer>> claims =
        Collections.nCopies(
            runs,
            () -> {
              start.await();
              try (OutputDirectory output = claimed(path, false)) {
                end.await();
                assertThat(output).hasToString(path.toUri().toString().replace("///", "/"));
                return 1;
              } catch (InvalidInputException e) {
                end.await();
                return 0;
              }
            });
    ExecutorService threads = Executors.newFixedThreadPool(runs);
    int claimed = 0;
    for (Future<Integer> claim : threads.invokeAll(claims)) {
      claimed += claim.get();
    }
    threads.shutdown();
    assertThat(claimed).isEqualTo(1);
  }

  @Test
  void whatARunThatDiedHasLeftIsClearedAway() throws Exception {
    Files.createDirectories(parent.resolve(".output.incomplete-1234/rows"));
    Files.createDirectories(parent.resolve(".output.replaced"));
    Files.writeString(parent.resolve(".output.replaced/test"), "before");
    Files.writeString(parent.resolve(".output.claim"), "host 1 2026-01-01T00:00:00Z token\n");

    claimed(parent.resolve("output"), true).close();

    assertThat(parent.resolve("output/test")).hasContent("before");
    try (Stream<Path> left = Files.list(parent)) {
      assertThat(left).containsExactly(parent.resolve("output"));
    }
  }

  @Test
  void anOutputThatAppearedMeanwhileIsNotReplacedAndNoWorkIsLost() throws Exception {
    Path path = parent.resolve("output");
    try (OutputDirectory output = claimed(path, false)) {
      assertThatThrownBy(
              () ->
                  output.write(
                      directory -> {
                        Files.writeString(file(directory, "test"), "ours");
                        Files.createDirectory(path);
                      }))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("output has appeared")
          .hasMessageContaining("what this run wrote is kept as");
    }
    assertThat(path).isEmptyDirectory();
    try (Stream<Path> left = Files.list(parent)) {
      assertThat(left.filter(other -> !other.equals(path)))
          .singleElement()
          .satisfies(kept -> assertThat(kept.resolve("test")).hasContent("ours"));
    }
  }

  @Test
  void whatCameIntoTheOutputMeanwhileIsNotReplacedAndNoWorkIsLost() throws Exception {
    Path path = existing("train");
    try (OutputDirectory output = claimed(path, true)) {
      assertThatThrownBy(
              () ->
                  output.write(
                      directory -> {
                        Files.writeString(file(directory, "test"), "ours");
                        Files.writeString(path.resolve("thesis.tex"), "theirs");
                      }))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("output holds thesis.tex")
          .hasMessageContaining("what this run wrote is kept as");
    }
    assertThat(path.resolve("thesis.tex")).hasContent("theirs");
  }

  @Test
  void aParentThatIsAFileIsOneLine() throws IOException {
    Path file = Files.createFile(parent.resolve("file"));

    assertThatThrownBy(() -> claimed(file.resolve("a/output"), false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("file/a/output cannot be written (");
    assertThat(parent).isDirectoryContaining(file::equals);
  }

  @Test
  void aFileSystemThatTakesNoBytesIsOneLineAtOnce() {
    assertThatThrownBy(() -> claimed(Path.of("/proc/linfnet/output"), false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("/proc/linfnet/output cannot be written (");
  }

  @Test
  void roomThatIsNotThereIsOneLine() throws Exception {
    try (OutputDirectory output = claimed(parent.resolve("output"), false)) {
      output.requireRoom(1);
      assertThatThrownBy(() -> output.requireRoom(Long.MAX_VALUE))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("has no room for the 9223372036854775807 bytes");
    }
  }

  private static void write(Path path, boolean overwrite, String text) throws Exception {
    try (OutputDirectory output = claimed(path, overwrite)) {
      output.write(directory -> Files.writeString(file(directory, "test"), text));
    }
  }

  private static Path file(org.apache.hadoop.fs.Path directory, String name) {
    return Path.of(directory.toUri().getPath()).resolve(name);
  }

  private Path existing(String entry) throws IOException {
    Path path = Files.createDirectory(parent.resolve("output"));
    Files.writeString(path.resolve(entry), "old");
    return path;
  }

  private static OutputDirectory claimed(Path path, boolean overwrite) throws IOException {
    return OutputDirectory.claimed(path.toString(), overwrite, LAYOUT, HADOOP);
  }
}
