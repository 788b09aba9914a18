package org.linfnet.scorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linfnet.attack.Counterexample;
import org.linfnet.certify.SmallNetworks;
import org.linfnet.explain.Explanation;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Shape;
import org.linfnet.network.DistanceNet;

/** The program of docs/serving.md, compiled and run on a JDK with the scorer's jar alone. */
class ScorerJarIT {

  private static final Path PAGE = Path.of("docs/serving.md");
  private static final Encoding PICTURES = SmallNetworks.images(new Shape(1, 4, 3));

  @TempDir Path directory;

  @Test
  void aDistanceNetIsScoredWithVectors() throws Exception {
    assertScored(
        new DistanceNet(1, 9, "normal", "running").layers(), "--add-modules=jdk.incubator.vector");
  }

  @Test
  void anAffineNetworkIsScoredWithoutVectors() throws Exception {
    assertScored(
        List.of(
            LayerDescription.of("affine", Map.of("outputs", "4")),
            LayerDescription.of("relu"),
            LayerDescription.of("affine")));
  }

  private void assertScored(List<LayerDescription> layers, String... options) throws Exception {
    EncodedNetwork network = SmallNetworks.random(3, PICTURES, 3, layers);
    Path model = directory.resolve("model.linfnet");
    try (OutputStream out = Files.newOutputStream(model)) {
      new ScorerFile(network, 1).write(out);
    }
    Scorer scorer = Scorer.read(model);
    Score black = scorer.score(new double[12]);
    Explanation why = scorer.explain(new double[12]);
    assertThat(run(model, options))
        .contains(
            "class %d, certain within %s pixel"
                .formatted(black.prediction(), black.certifiedRadius()),
            "class %d is next, after a change of %s"
                .formatted(why.rival(), why.smallest().map(Counterexample::distance)));
  }

  private String run(Path model, String... options) throws Exception {
    Path program = Files.writeString(directory.resolve("Example.java"), program());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", jar().toString(), program.toString(), model.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("CLASSPATH");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static String program() throws Exception {
    String page = Files.readString(PAGE);
    int from = page.indexOf("```java\n", page.indexOf("<!-- snippet: scorer -->")) + 8;
    return page.substring(from, page.indexOf("```", from));
  }

  private static Path jar() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("target/scorer"))) {
      return files
          .filter(file -> file.toString().endsWith("-scorer.jar"))
          .findFirst()
          .orElseThrow();
    }
  }
}
