package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.InvalidInputException;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.ImageEncoding;
import org.linfnet.layer.Shape;
import org.linfnet.ml.LinfDistClassificationModel;
import org.linfnet.model.TrainedModel;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.Network;
import org.linfnet.onnx.OnnxSession;

/** One session serves all runs of the job. */
class ExportJobTest {

  @TempDir static Path directory;
  private static SparkSession spark;

  @BeforeAll
  static void writeModels() throws IOException {
    spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", false).getOrCreate();
    ImageEncoding encoding = new ImageEncoding(new Shape(1, 2, 3), new float[] {0.1307f}, 0.3081f);
    Network network =
        new Network(encoding.shape(), 3, new DistanceNet(1, 8, "normal", "batch").layers());
    EncodedNetwork encoded = new EncodedNetwork(network.start(new Random(1)), encoding);
    LinfDistClassificationModel model =
        new LinfDistClassificationModel(new TrainedModel(encoded, new TreeMap<>()));
    model.write().save(path("model"));
    model.setThresholds(new double[] {0.2, 0.3, 0.5});
    model.write().save(path("thresholds"));
    Files.writeString(directory.resolve("blocked"), "a file");
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  @Test
  void anOnnxFileScores() throws Exception {
    export("model", "at-12:30-scoring.onnx");
    byte[] file = Files.readAllBytes(directory.resolve("at-12:30-scoring.onnx"));
    try (OnnxSession session = new OnnxSession(file)) {
      assertThat(session.score(new float[12], 2).certifiedRadius()).hasSize(2);
    }
    assertThat(entries())
        .filteredOn(name -> name.contains("scoring"))
        .containsOnly("at-12:30-scoring.onnx");
  }

  @Test
  void aFileThatExistsIsReplacedOnlyWhenAsked() throws Exception {
    Path file = directory.resolve("twice.onnx");
    Files.writeString(file, "mine");
    assertThatThrownBy(() -> export("model", "twice.onnx"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("twice.onnx exists");
    assertThat(file).hasContent("mine");
    export("model", "twice.onnx", "--overwrite");
    assertThat(Files.size(file)).isGreaterThan(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nowhere | mistake.onnx | nowhere",
        "model | mistake.pb | mistake.pb is the name of no export",
        "thresholds | mistake.onnx | thresholds",
        "model | blocked/mistake.onnx | mistake.onnx cannot be written",
        "model | model/data | model/data is the name of no export"
      })
  void aMistakeNamesTheMendAndLeavesNothing(String model, String output, String named)
      throws IOException {
    assertThatThrownBy(() -> export(model, output))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(named);
    assertThat(entries()).noneMatch(name -> name.contains("mistake"));
  }

  private static void export(String model, String output, String... more) throws Exception {
    List<String> words = new ArrayList<>(List.of("--model", path(model), "--output", path(output)));
    words.addAll(List.of(more));
    ExportJob job = new ExportJob();
    job.run(job.commandLine().read(words.toArray(String[]::new)).orElseThrow(), spark);
  }

  private static List<String> entries() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String path(String name) {
    return directory.resolve(name).toString();
  }
}
