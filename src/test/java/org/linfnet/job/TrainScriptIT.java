package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts from data to report, as a user runs them, on a small drawing of the strokes. */
class TrainScriptIT {

  @TempDir static Path directory;

  private static final String SMALL =
      "network { hidden-layers = 1, width = 32 }, epochs = 3, batch = 50,"
          + " p { rises-from = 1, rises-until = 2 }, learning-rate.falls-from = 2\n";

  @BeforeAll
  static void prepare() throws Exception {
    Files.writeString(directory.resolve("small.conf"), SMALL);
    Files.writeString(directory.resolve("wrong.conf"), "epoch = 3\n");
    Script run =
        Script.runSmall(
            directory, "data-prep/prepare.sh", "strokes", "--output", "data", "--examples", "600");
    assertThat(run.status()).as("%s", run).isZero();
  }

  @Test
  void theCommandsOfThePageTrainEvaluateAndReport() throws Exception {
    Path checkout = Files.createDirectory(directory.resolve("checkout"));
    for (String folder : List.of("submit", "data-prep")) {
      Files.createSymbolicLink(checkout.resolve(folder), Path.of(folder).toAbsolutePath());
    }
    Files.createDirectories(checkout.resolve("conf/recipes"));
    Files.writeString(checkout.resolve("conf/recipes/strokes.conf"), SMALL);

    Script run = Script.runSmall(checkout, "/bin/bash", "-e", "-c", commandsOfThePage());

    assertThat(run.status()).as("%s", run).isZero();
    assertThat(run.err())
        .anyMatch(line -> line.contains("distance kernels: "))
        .anyMatch(line -> line.contains("epoch 3/3") && line.contains("validation clean"));
    Path model = checkout.resolve("models/strokes");
    assertThat(Files.readAllLines(model.resolve("history.csv"))).hasSize(4);
    assertThat(model.resolve("recipe.conf")).content().contains("network.width = 32");
    Path results = checkout.resolve("results/strokes");
    List<String> summary = Files.readAllLines(results.resolve("summary.csv"));
    assertThat(summary).hasSize(3);
    assertThat(summary.get(0))
        .startsWith(
            "epsilon,examples,clean_accuracy,pgd_accuracy,certified_accuracy,"
                + "margin_certified_accuracy");
    assertThat(summary.get(1)).startsWith("0.1,");
    for (String picture :
        List.of("report.html", "radius-curve.png", "training-history.png", "first-layer.png")) {
      assertThat(results.resolve("report").resolve(picture)).isNotEmptyFile();
    }
    assertThat(checkout.resolve("results/why-7/explanation.png")).isNotEmptyFile();
    assertThat(run.out()).anyMatch(line -> line.startsWith("smallest change found: "));
    assertThat(checkout).isDirectoryNotContaining("glob:**/.*");
  }

  private static String commandsOfThePage() throws Exception {
    String page = Files.readString(Path.of("docs/getting-started.md"));
    String fence = "<!-- commands -->\n```\n";
    int from = page.indexOf(fence) + fence.length();
    return page.substring(from, page.indexOf("```", from));
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("no recipe key epoch", List.of("--recipe", "wrong.conf")),
        Arguments.of("nowhere.conf", List.of("--recipe", "nowhere.conf")),
        Arguments.of("there is no", List.of("--train", "nowhere")),
        Arguments.of("small.conf is no Parquet file", List.of("--train", "small.conf")),
        Arguments.of("data/train, which --train names", List.of("--model", "data")),
        Arguments.of("small.conf exists", List.of("--model", "small.conf")),
        Arguments.of("batch is 0", List.of("--set", "batch=0")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mistakes")
  void aMistakeGetsOneLineAndStatusTwoAndLeavesNothing(String message, List<String> mistake)
      throws Exception {
    List<String> before = names();
    Script run = Script.runSmall(directory, "submit/train.sh", withMistake(mistake));
    assertThat(run.status()).as("%s", run).isEqualTo(2);
    assertThat(run.err()).singleElement().asString().startsWith("linfnet: ").contains(message);
    assertThat(names()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "--driver-memory 400m, 32, the driver's heap of",
    "--master spark://127.0.0.1:9 --executor-memory 500m, 32, executors of 500m are too small for Spark",
    "--driver-memory 512m, 9000, the driver ran out of memory"
  })
  void tooLittleMemoryGetsOneLineToo(String option, String width, String message) throws Exception {
    List<String> before = names();
    List<String> arguments = new ArrayList<>(List.of(option.split(" ", -1)));
    arguments.add("--");
    arguments.addAll(List.of(withMistake(List.of("--set", "network.width=" + width))));
    arguments.addAll(List.of("--set", "network.hidden-layers=2"));
    Script run = Script.run(directory, "submit/train.sh", arguments.toArray(String[]::new));
    assertThat(run.status()).as("%s", run).isEqualTo(2);
    assertThat(run.err())
        .singleElement()
        .asString()
        .startsWith("linfnet: " + message)
        .contains("-memory ");
    assertThat(names()).isEqualTo(before);
  }

  private static String[] withMistake(List<String> mistake) {
    List<String> arguments =
        new ArrayList<>(
            List.of("--recipe", "small.conf", "--train", "data/train", "--model", "unwritten"));
    int at = arguments.indexOf(mistake.get(0));
    if (at < 0) {
      arguments.addAll(mistake);
    } else {
      arguments.set(at + 1, mistake.get(1));
    }
    return arguments.toArray(String[]::new);
  }

  private static List<String> names() throws Exception {
    try (Stream<Path> paths = Files.list(directory)) {
      return paths.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
