package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code submit/natural.sh} on strokes, as a user runs it. */
class NaturalScriptIT {

  @TempDir static Path directory;

  @BeforeAll
  static void prepare() throws Exception {
    Script prepared =
        Script.runSmall(
            directory, "data-prep/prepare.sh", "strokes", "--output", "data", "--examples", "600");
    assertThat(prepared.status()).as("%s", prepared).isZero();
  }

  @Test
  void fitsAttacksAndWritesTheTablesThatAnEvaluationWrites() throws Exception {
    Script run =
        natural("--epsilon", "0.3,0.05", "--layers", "16", "--iterations", "15", "--limit", "50");

    assertThat(run.status()).as("%s", run).isZero();
    assertThat(run.out()).hasSize(3).first().asString().startsWith("epsilon");
    List<String> summary = Files.readAllLines(directory.resolve("results/summary.csv"));
    assertThat(summary)
        .hasSize(3)
        .first()
        .isEqualTo(
            "epsilon,examples,clean_accuracy,pgd_accuracy,certified_accuracy,"
                + "margin_certified_accuracy,strong_accuracy,unknown");
    List<String> small = List.of(summary.get(1).split(",", -1));
    List<String> large = List.of(summary.get(2).split(",", -1));
    assertThat(small.subList(0, 2)).containsExactly("0.05", "50");
    assertThat(Double.parseDouble(small.get(4)))
        .isGreaterThanOrEqualTo(Double.parseDouble(small.get(5)))
        .isLessThanOrEqualTo(Double.parseDouble(small.get(3)));
    assertThat(small.get(6)).isEmpty();
    assertThat(Double.parseDouble(small.get(2))).isGreaterThan(0.3);
    assertThat(Double.parseDouble(large.get(3)))
        .isLessThan(Double.parseDouble(small.get(3)))
        .isLessThan(0.3);
    assertThat(Files.readString(directory.resolve("results/evaluation.json")))
        .contains("\"classifier\" : \"MultilayerPerceptronClassifier\"", "\"attack\" : \"pgd\"");
  }

  private static Script natural(String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("--train", "data/train", "--data", "data/test", "--output", "results"));
    arguments.addAll(List.of(more));
    return Script.runSmall(directory, "submit/natural.sh", arguments.toArray(String[]::new));
  }
}
