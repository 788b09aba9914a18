package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;

/** Outputs that lie in an input, or hold one. */
class JobInputsTest {

  private static final Configuration HADOOP = new Configuration(false);
  private static final OutputLayout LAYOUT =
      OutputLayout.of(Set.of(), Set.of("train", "test"), Map.of());

  @TempDir Path parent;

  @ParameterizedTest
  @ValueSource(strings = {"train", "validation", "data", "from", "runs"})
  void refusesAPathWithinWhatTheJobReads(String option) throws Exception {
    Path read = Files.createDirectories(parent.resolve("read"));
    Arguments inside = named(read.resolve("output")).with(option, read.toString());
    assertThatThrownBy(() -> OutputDirectory.claimed(inside, "output", LAYOUT, HADOOP).close())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("which --%s names", option);
    assertThat(read).isEmptyDirectory();

    Arguments beside = named(parent.resolve("read-output")).with(option, read.toString());
    OutputDirectory.claimed(beside, "output", LAYOUT, HADOOP).close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "validation", "data", "from", "runs"})
  void refusesWhatTheJobReads(String option) throws Exception {
    Path read = existing("train");
    Arguments same = named(read).with(option, read.toString()).with("overwrite", "");

    assertThatThrownBy(() -> OutputDirectory.claimed(same, "output", LAYOUT, HADOOP).close())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("output is the input, which --%s names", option);
    assertThat(read.resolve("train")).hasContent("old");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"train", "validation", "data", "from", "runs", "model", "results", "recipes"})
  void refusesToReplaceWhatHoldsAnInput(String option) throws Exception {
    Path above = existing("train");
    Arguments within =
        named(above).with(option, above.resolve("train").toString()).with("overwrite", "");

    assertThatThrownBy(() -> OutputDirectory.claimed(within, "output", LAYOUT, HADOOP).close())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("output/train, which --%s names", option);
    assertThat(above.resolve("train")).hasContent("old");
  }

  @Test
  void refusesToReplaceWhatHoldsAnInputOfAPattern() throws Exception {
    Path above = existing("train");
    Arguments within = named(above).with("data", above + "/tr*").with("overwrite", "");

    assertThatThrownBy(() -> OutputDirectory.claimed(within, "output", LAYOUT, HADOOP).close())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("output/train, which --data names");
  }

  @Test
  void refusesAPathThatLeadsIntoWhatTheJobReadsThroughALink() throws Exception {
    Path read = Files.createDirectories(parent.resolve("read"));
    Path link = Files.createSymbolicLink(parent.resolve("link"), read);
    for (Arguments through :
        List.of(
            named(link.resolve("output")).with("data", read.toString()),
            named(read.resolve("output")).with("data", link.toString()))) {
      assertThatThrownBy(() -> OutputDirectory.claimed(through, "output", LAYOUT, HADOOP).close())
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("which --data names");
    }
    assertThat(read).isEmptyDirectory();
  }

  private static Arguments named(Path output) {
    return Arguments.NONE.with("output", output.toString());
  }

  private Path existing(String entry) throws IOException {
    Path path = Files.createDirectory(parent.resolve("output"));
    Files.writeString(path.resolve(entry), "old");
    return path;
  }
}
