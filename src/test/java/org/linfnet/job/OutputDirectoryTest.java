package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;

class OutputDirectoryTest {

  @TempDir Path parent;

  @Test
  void appearsWhenItIsWhole() throws Exception {
    Path output = parent.resolve("a/b/output");

    checked(output, false)
        .write(
            directory -> {
              assertThat(output).doesNotExist();
              Files.writeString(Path.of(directory.toUri()).resolve("train"), "whole");
            });

    assertThat(output.resolve("train")).hasContent("whole");
    assertThat(output.getParent()).isDirectoryNotContaining("glob:**.output.*");
  }

  @Test
  void leavesNothingWhenItsWriterFails() throws Exception {
    OutputDirectory output = checked(parent.resolve("output"), false);

    assertThatThrownBy(
            () ->
                output.write(
                    directory -> {
                      Files.writeString(Path.of(directory.toUri()).resolve("train"), "half");
                      throw new IOException("no space");
                    }))
        .hasMessage("no space");
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void keepsWhatWasThereWhenItsWriterFails() throws Exception {
    Path path = existing("train");
    OutputDirectory output = checked(path, true);

    assertThatThrownBy(
            () ->
                output.write(
                    directory -> {
                      throw new IOException("no space");
                    }))
        .hasMessage("no space");
    assertThat(path.resolve("train")).hasContent("old");
  }

  @Test
  void replacesWhatWasThereOnlyWhenAskedTo() throws Exception {
    Path path = existing("train");

    checked(path, true)
        .write(directory -> Files.writeString(Path.of(directory.toUri()).resolve("test"), "new"));

    assertThat(path).isDirectoryNotContaining("glob:**train").isDirectoryContaining("glob:**test");
    assertThat(parent).isDirectoryNotContaining("glob:**.output.*");
  }

  @Test
  void refusesOneThatExists() throws IOException {
    Path path = existing("train");

    assertThatThrownBy(() -> checked(path, false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("output exists: name another output, or give --overwrite");
  }

  @Test
  void replacesNoDirectoryThatHoldsOtherThings() throws IOException {
    Path path = existing("thesis.tex");

    assertThatThrownBy(() -> checked(path, true))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("output holds thesis.tex");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nowhere://host/output", "/"})
  void refusesAPathThatCannotBeOne(String path) {
    assertThatThrownBy(
            () -> OutputDirectory.checked(path, true, Set.of("train"), new Configuration(false)))
        .isInstanceOf(InvalidInputException.class);
  }

  private Path existing(String entry) throws IOException {
    Path path = Files.createDirectory(parent.resolve("output"));
    Files.writeString(path.resolve(entry), "old");
    return path;
  }

  private static OutputDirectory checked(Path path, boolean overwrite) throws IOException {
    return OutputDirectory.checked(
        path.toString(), overwrite, Set.of("train", "test"), new Configuration(false));
  }
}
