package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code submit/reproduce.sh} as a user runs it. */
class ReproduceScriptIT {

  @TempDir Path directory;

  @Test
  void goesFromDataToTheRowOfATable() throws Exception {
    Path out = directory.resolve("a b");
    Script data =
        Script.runSmall(
            directory,
            "data-prep/prepare.sh",
            "strokes",
            "--output",
            out.resolve("data/strokes").toString(),
            "--examples",
            "300");
    assertThat(data.status()).as("%s", data).isZero();

    Script run =
        Script.run(
            directory, "submit/reproduce.sh", "strokes", "--seed", "4", "--output", out.toString());

    assertThat(run.status()).as("%s", run).isZero();
    assertThat(run.out()).anyMatch(line -> line.startsWith("| strokes-seed-4 | 0.2 | "));
    assertThat(out.resolve("overview/radius-curves-strokes.svg")).isNotEmptyFile();
    assertThat(out.resolve("runs/strokes-seed-4")).isDirectoryContaining("glob:**/history.csv");
    assertThat(out.resolve("checkpoints/strokes-seed-4")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "no-such, there is no recipe no-such",
    "paper-size, is for no data set",
    "--fast, there is no option --fast"
  })
  void aMistakeIsOneLine(String argument, String message) throws Exception {
    Script run = Script.runSmall(directory, "submit/reproduce.sh", argument);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).singleElement().asString().startsWith("linfnet: ").contains(message);
  }
}
