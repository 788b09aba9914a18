package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.InvalidInputException;

class OutputLayoutTest {

  private static final OutputLayout LAYOUT =
      OutputLayout.of(
          Set.of("recipe.conf"),
          Set.of("recipe.conf", "history.csv"),
          Map.of("data", OutputLayout.TABLE));

  @TempDir private Path directory;

  @Test
  void anEmptyDirectoryMayBeReplaced() {
    assertThatCode(this::require).doesNotThrowAnyException();
  }

  @Test
  void aWholeOutputMayBeReplaced() throws IOException {
    write("recipe.conf");
    write("history.csv");
    write("data/part-00000-4f.snappy.parquet");
    write("data/_SUCCESS");

    assertThatCode(this::require).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "thesis.tex, 'holds thesis.tex, which is not of such an output'",
    "data/cat/1.png, 'data holds cat, which is not of such an output'",
    "data/1.png, 'data holds 1.png, which is not of such an output'",
    "history.csv/1.png, 'holds history.csv, which is not of such an output'"
  })
  void aDirectoryWithOtherThingsIsTheUsers(String file, String message) throws IOException {
    write("recipe.conf");
    write(file);

    assertThatThrownBy(this::require)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aDirectoryWithoutAMarkIsTheUsers() throws IOException {
    write("data/part-00000.parquet");

    assertThatThrownBy(this::require)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("holds no recipe.conf, which every such output holds");
  }

  private void write(String file) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.createFile(path);
  }

  private void require() throws IOException {
    LAYOUT.require(
        FileSystem.getLocal(new Configuration(false)),
        new org.apache.hadoop.fs.Path(directory.toUri()));
  }
}
