package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code data-prep/prepare.sh} as a user runs it, in a directory whose name holds a space. */
class PrepareScriptIT {

  private static final Path MNIST = Path.of("../shared/data/mnist").toAbsolutePath();

  @TempDir Path parent;

  @Test
  void preparesStrokes() throws Exception {
    Path directory = Files.createDirectory(parent.resolve("a b"));

    Script run = prepare(directory, "strokes", "--output", "data", "--examples", "60");

    assertThat(run.status()).as("%s", run).isZero();
    assertThat(run.err())
        .anyMatch(line -> line.endsWith("data/train: 60 images of 28 x 28, 10 classes"))
        .anyMatch(line -> line.endsWith("data/test: 10 images of 28 x 28, 10 classes"));
    assertThat(directory.resolve("data/train/_SUCCESS")).exists();
    assertThat(directory).isDirectoryNotContaining("glob:**/.*");
  }

  @Test
  void preparesMnistFromItsFiles() throws Exception {
    assumeTrue(Files.isDirectory(MNIST), "needs the files of MNIST");

    Script run = prepare(parent, "mnist", "--output", "data", "--from", MNIST.toString());

    assertThat(run.status()).as("%s", run).isZero();
    assertThat(run.err())
        .anyMatch(line -> line.endsWith("data/train: 60000 images of 28 x 28, 10 classes"))
        .anyMatch(line -> line.endsWith("data/test: 10000 images of 28 x 28, 10 classes"));
  }

  @Test
  void helpsOnStandardOutput() throws Exception {
    Script run = prepare(parent, "--help");

    assertThat(run.status()).isZero();
    assertThat(run.out()).anyMatch(line -> line.contains("--output DIR"));
    assertThat(run.err()).isEmpty();
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("there is no data set 'mnits'", new String[] {"mnits", "--output", "data"}),
        Arguments.of("Missing option --output", new String[] {"strokes"}),
        Arguments.of(
            "Unknown option --bogus", new String[] {"strokes", "--output", "data", "--bogus"}),
        Arguments.of("existing exists", new String[] {"strokes", "--output", "existing"}),
        Arguments.of(
            "train-images-idx3-ubyte is truncated",
            new String[] {"mnist", "--output", "data", "--from", "damaged"}));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void aMistakeGetsOneLineAndStatusTwoAndLeavesNothing(String message, String[] arguments)
      throws Exception {
    Files.createDirectory(parent.resolve("existing"));
    damagedMnist(Files.createDirectory(parent.resolve("damaged")));

    Script run = prepare(parent, arguments);

    assertThat(run.status()).as("%s", run).isEqualTo(2);
    assertThat(run.err()).singleElement().asString().startsWith("linfnet: ").contains(message);
    assertThat(run.out()).isEmpty();
    try (Stream<Path> left = Files.list(parent)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("existing", "damaged");
    }
    assertThat(parent.resolve("existing")).isEmptyDirectory();
  }

  private static void damagedMnist(Path directory) throws IOException {
    Files.write(directory.resolve("train-images-idx3-ubyte"), new byte[] {0, 0, 8, 3, 0, 0});
    Files.write(directory.resolve("train-labels-idx1-ubyte"), new byte[] {0, 0, 8, 1, 0, 0, 0, 0});
  }

  private static Script prepare(Path directory, String... arguments) throws Exception {
    return Script.runSmall(directory, "data-prep/prepare.sh", arguments);
  }
}
