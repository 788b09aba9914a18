package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A newcomer's walk through the pages: each block of commands behind the mark {@code <!-- walk -->}
 * is pasted as it stands, in one folder, in the order of the pages. Only what the commands find
 * there is small: the recipes have their names and train for a moment, and a hundred drawn images
 * take the place of MNIST.
 */
class PageWalkIT {

  private static final List<String> PAGES =
      List.of("README.md", "docs/getting-started.md", "docs/file-formats.md", "docs/serving.md");
  private static final Pattern BLOCK = Pattern.compile("(?s)<!-- walk -->\n```\n(.*?)```");
  private static final List<String> RECIPES = List.of("photographs", "mnist-small", "gauges");
  private static final String SMALL =
      "network { hidden-layers = 1, width = 16 }, epochs = 2, batch = 50, epsilon = 0.1,"
          + " p { rises-from = 0.5, rises-until = 1.5 }, learning-rate.falls-from = 1\n";

  @TempDir Path checkout;

  @Test
  void theCommandsOfThePagesDoWhatTheySay() throws Exception {
    linkScripts();
    Files.createDirectories(checkout.resolve("conf/recipes"));
    for (String recipe : RECIPES) {
      Files.writeString(checkout.resolve("conf/recipes/" + recipe + ".conf"), SMALL);
    }
    DrawnPhotographs.draw(checkout.resolve("photos/brick"), 60, 8, 0x902010);
    DrawnPhotographs.draw(checkout.resolve("photos/leaf"), 60, 8, 0x109020);
    writeReadings();

    for (String page : PAGES) {
      List<String> blocks =
          BLOCK.matcher(Files.readString(Path.of(page))).results().map(b -> b.group(1)).toList();
      assertThat(blocks).as(page).isNotEmpty();
      for (String block : blocks) {
        Script run = Script.runSmall(checkout, "/bin/bash", "-e", "-c", block);
        assertThat(run.status()).as("%s of %s: %s", block, page, run).isZero();
      }
    }

    for (String written :
        List.of(
            "results/photos/summary.csv",
            "results/mnist-small/report/report.html",
            "results/gauges/summary.csv",
            "results/why-7/explanation.txt",
            "results/natural/summary.csv",
            "models/readings/recipe.conf",
            "mnist.onnx")) {
      assertThat(checkout.resolve(written)).isNotEmptyFile();
    }
  }

  /** {@code prepare.sh} draws images where it would download those of MNIST. */
  private void linkScripts() throws Exception {
    Files.createSymbolicLink(checkout.resolve("submit"), Path.of("submit").toAbsolutePath());
    Path script = Files.createDirectory(checkout.resolve("data-prep")).resolve("prepare.sh");
    Files.writeString(
        script,
        """
        #!/usr/bin/env bash
        [[ $1 != mnist ]] || set -- strokes "${@:2}" --examples 100
        [[ $1 != gauges ]] || set -- "$@" --examples 200
        exec '%s' "$@"
        """
            .formatted(Path.of("data-prep/prepare.sh").toAbsolutePath()));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
  }

  private void writeReadings() throws Exception {
    StringBuilder readings = new StringBuilder("id,pressure,heat,state\n");
    Random random = new Random(1);
    for (int id = 0; id < 200; id++) {
      double pressure = random.nextGaussian();
      double heat = random.nextGaussian();
      readings.append("%d,%f,%f,%d%n".formatted(id, pressure, heat, pressure > heat ? 1 : 0));
    }
    Files.writeString(checkout.resolve("readings.csv"), readings);
  }
}
