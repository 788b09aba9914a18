package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages: their links lead to files, and the jobs take the commands that they show. */
class DocumentsTest {

  private static final Map<String, Supplier<Job>> JOBS =
      Map.of(
          "submit/explain.sh", ExplainJob::new,
          "submit/export.sh", ExportJob::new,
          "data-prep/prepare.sh", PrepareJob::new,
          "submit/train.sh", TrainJob::new,
          "submit/evaluate.sh", EvaluateJob::new,
          "submit/report.sh", ReportJob::new,
          "submit/natural.sh", NaturalJob::new,
          "submit/compare-runs.sh", CompareRunsJob::new);

  private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```\\n(.*?)^ *```$");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");
  private static final Pattern SCRIPT = Pattern.compile("\\b(?:submit|data-prep)/[a-z-]+\\.sh\\b");

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("docs"))) {
      List<Path> pages = files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
      return Stream.concat(
          Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")), pages.stream());
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsToAFile(Path page) throws IOException {
    assertThat(LINK.matcher(Files.readString(page)).results())
        .allSatisfy(link -> assertThat(page.resolveSibling(link.group(1))).exists());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyScriptThatIsNamedExists(Path page) throws IOException {
    assertThat(SCRIPT.matcher(Files.readString(page)).results())
        .allSatisfy(script -> assertThat(Path.of(script.group())).isExecutable());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandIsOneThatItsJobTakes(Path page) throws IOException {
    assertThat(commands(page).filter(words -> JOBS.containsKey(words.get(0))))
        .allSatisfy(
            words ->
                assertThatCode(
                        () -> JOBS.get(words.get(0)).get().commandLine().read(ofTheJob(words)))
                    .doesNotThrowAnyException());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyRecipeThatACommandReadsExists(Path page) throws IOException {
    assertThat(commands(page).flatMap(List::stream))
        .filteredOn(word -> word.startsWith("conf/recipes/"))
        .allSatisfy(recipe -> assertThat(Path.of(recipe)).exists());
  }

  /** The commands of a page, each as its words, without comments. */
  private static Stream<List<String>> commands(Path page) throws IOException {
    return BLOCK
        .matcher(Files.readString(page))
        .results()
        .flatMap(block -> block.group(1).replace("\\\n", " ").lines())
        .map(line -> line.replaceFirst("\\s+#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .map(line -> Arrays.asList(line.split("\\s+")));
  }

  /** Without the script, and without what stands for spark-submit before the double dash. */
  private static String[] ofTheJob(List<String> words) {
    int from = words.contains("--") ? words.indexOf("--") : 0;
    return words.subList(from + 1, words.size()).toArray(String[]::new);
  }
}
