package org.linfnet.scorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
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

/**
 * The program of docs/serving.md, compiled and run on a JDK with the scorer's jar alone, and in a
 * Maven project that depends on nothing but the scorer.
 */
class ScorerJarIT {

  private static final Path PAGE = Path.of("docs/serving.md");
  private static final Encoding PICTURES = SmallNetworks.images(new Shape(1, 4, 3));

  private static final List<LayerDescription> DISTANCES =
      new DistanceNet(1, 9, "normal", "running").layers();

  @TempDir Path directory;

  @Test
  void aDistanceNetIsScoredWithVectors() throws Exception {
    assertScored(DISTANCES, "--add-modules=jdk.incubator.vector");
  }

  @Test
  void anAffineNetworkIsScoredWithoutVectors() throws Exception {
    assertScored(
        List.of(
            LayerDescription.of("affine", Map.of("outputs", "4")),
            LayerDescription.of("relu"),
            LayerDescription.of("affine")));
  }

  /** The page's dependency is all that the project's class path gets. */
  @Test
  void anEmptyMavenProjectNeedsTheScorerAlone() throws Exception {
    Path model = write(SmallNetworks.random(3, PICTURES, 3, DISTANCES));
    ScorerProject project = new ScorerProject(directory.resolve("project"));
    project.write(block("xml"), block("java"), jar());
    List<String> classPath = project.compile();
    assertThat(classPath).singleElement().asString().endsWith("-scorer.jar");
    assertSaid(model, project.run(model));
  }

  private void assertScored(List<LayerDescription> layers, String... options) throws Exception {
    Path model = write(SmallNetworks.random(3, PICTURES, 3, layers));
    Path program = Files.writeString(directory.resolve("Example.java"), block("java"));
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(List.of("-cp", jar().toString(), program.toString(), model.toString()));
    assertSaid(model, ScorerProject.java(arguments));
  }

  private Path write(EncodedNetwork network) throws Exception {
    Path model = directory.resolve("model.linfnet");
    try (OutputStream out = Files.newOutputStream(model)) {
      new ScorerFile(network, 1).write(out);
    }
    return model;
  }

  private static void assertSaid(Path model, String said) throws Exception {
    Scorer scorer = Scorer.read(model);
    Score black = scorer.score(new double[12]);
    Explanation why = scorer.explain(new double[12]);
    assertThat(said)
        .contains(
            "class %d, certain within %s pixel"
                .formatted(black.prediction(), black.certifiedRadius()),
            "class %d is next, after a change of %s"
                .formatted(why.rival(), why.smallest().map(Counterexample::distance)));
  }

  /** The page's first block in a language, of its part about the scorer. */
  private static String block(String language) throws Exception {
    String page = Files.readString(PAGE);
    String fence = "```" + language + "\n";
    int from = page.indexOf(fence, page.indexOf("## The scorer")) + fence.length();
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
