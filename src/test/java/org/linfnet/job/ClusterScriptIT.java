package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.linfnet.ml.LinfDistClassificationModel;

/**
 * Runs on a standalone cluster, its master and two workers JVMs of their own, with data,
 * checkpoints and models on an HDFS, against one that nothing disturbs on one thread. The last test
 * leaves one worker only.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterScriptIT {

  private static final String RECIPE =
      "network { hidden-layers = 1, width = 6 }, epochs = 40, batch = 75, shards = 3,"
          + " p { rises-from = 1 of 40, rises-until = 30 of 40 }, learning-rate.falls-from = 30 of 40\n";
  private static final String LAST_EPOCH = "epoch 40/40";
  private static final String KERNELS = "distance kernels: ";

  /** The loss, the counts and what a serialiser adds. */
  private static final long OTHER_BYTES = 4096;

  private static final List<String> WORKERS = List.of("worker-1", "worker-2");

  @TempDir static Path directory;

  private static HdfsProcess hdfs;
  private static SparkSession spark;
  private static String master;
  private static float[] undisturbed;

  @BeforeAll
  static void startClustersAndTrainUndisturbed() throws Exception {
    Files.writeString(directory.resolve("tiny.conf"), RECIPE);
    hdfs = HdfsProcess.start(directory.resolve("hdfs"));
    succeed("data-prep/prepare.sh", "strokes", "--output", hdfs.path("data"), "--examples", "150");
    master =
        succeed("submit/cluster.sh", "start", "--cores", "2", "--directory", "cluster")
            .out()
            .get(0);
    succeed("submit/train.sh", train("local[1]", "undisturbed"));
    spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", false).getOrCreate();
    undisturbed = parameters("undisturbed");
  }

  @AfterAll
  static void stopClusters() throws Exception {
    if (spark != null) {
      spark.stop();
    }
    succeed("submit/cluster.sh", "stop", "--directory", "cluster");
    Script status = Script.run(directory, "submit/cluster.sh", "status", "--directory", "cluster");
    assertThat(status.out()).containsExactly("no cluster runs");
    hdfs.close();
  }

  @Test
  @Order(1)
  void aSecondClusterInTheSameDirectoryIsAMistake() throws Exception {
    Script run = Script.run(directory, "submit/cluster.sh", "start", "--directory", "cluster");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).singleElement().asString().contains("a cluster runs already");
  }

  /** Three shards on one executor of two cores: a task of two cores, and its one result. */
  @Test
  @Order(2)
  void anExecutorGivesOneGradientAStep() throws Exception {
    Path events = Files.createDirectory(directory.resolve("events"));
    succeed(
        "submit/train.sh",
        "--master",
        master,
        "--driver-java-options",
        "-Dlinfnet.vector.bits=128",
        "--conf",
        "spark.cores.max=2",
        "--conf",
        "spark.executor.cores=2",
        "--conf",
        "spark.eventLog.enabled=true",
        "--conf",
        "spark.eventLog.compress=false",
        "--conf",
        "spark.eventLog.dir=" + events.toUri(),
        "--",
        "--recipe",
        "tiny.conf",
        "--set",
        "epochs=3",
        "--train",
        hdfs.path("data/train"),
        "--model",
        hdfs.path("one-executor"));
    long gradient = parameters("one-executor").length * (long) Float.BYTES;
    Map<Integer, List<Long>> results = resultsOfSteps(events);
    assertThat(results).hasSize(3 * 2);
    assertThat(results.values())
        .allSatisfy(
            sizes ->
                assertThat(sizes).singleElement(LONG).isBetween(gradient, gradient + OTHER_BYTES));
  }

  /** The sizes of the results of each step's tasks, which ask for two cores, by stage. */
  private static Map<Integer, List<Long>> resultsOfSteps(Path events) throws Exception {
    Map<Integer, List<Long>> results = new TreeMap<>();
    Set<Integer> steps = new HashSet<>();
    for (JsonNode event : events(events)) {
      switch (event.get("Event").asText()) {
        case "SparkListenerStageSubmitted" -> {
          String description = event.path("Properties").path("spark.job.description").asText("");
          if (description.contains(", step ")) {
            assertThat(event.path("Stage Info").path("Resource Profile Id").asInt()).isPositive();
            steps.add(event.path("Stage Info").path("Stage ID").asInt());
          }
        }
        case "SparkListenerTaskEnd" -> {
          int stage = event.path("Stage ID").asInt();
          if (steps.contains(stage)) {
            results
                .computeIfAbsent(stage, s -> new ArrayList<>())
                .add(event.path("Task Metrics").path("Result Size").asLong());
          }
        }
        default -> {}
      }
    }
    return results;
  }

  private static List<JsonNode> events(Path directory) throws Exception {
    List<JsonNode> events = new ArrayList<>();
    ObjectMapper mapper = new ObjectMapper();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path log :
          files.filter(file -> file.getFileName().toString().startsWith("events_")).toList()) {
        for (String line : Files.readAllLines(log)) {
          events.add(mapper.readTree(line));
        }
      }
    }
    return events;
  }

  @Test
  @Order(3)
  void anExecutorKilledInMidRunChangesNoBit() throws Exception {
    try (RunningScript run = start("executor-killed")) {
      run.awaitLine("epoch 3/40");
      List<ProcessHandle> executors = executors();
      assertThat(executors).hasSize(2);
      assertThat(executors.get(0).destroyForcibly()).isTrue();
      run.awaitLine("Lost executor");
      assertThat(run.err()).noneMatch(line -> line.contains(LAST_EPOCH));
      assertThat(run.awaitExit()).as("%s", run.err()).isZero();
    }
    assertThat(parameters("executor-killed")).isEqualTo(undisturbed);
    assertThat(kernelsOfExecutors()).containsOnly("simd, 128 bits").hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  @Order(4)
  void aDriverKilledInMidRunAndThenAWorkerLostForGoodChangeNoBit() throws Exception {
    try (RunningScript run = start("driver-killed", "--checkpoint", hdfs.path("kept"))) {
      run.awaitLine("epoch 3/40");
      run.kill();
      assertThat(run.err()).noneMatch(line -> line.contains(LAST_EPOCH));
    }
    try (RunningScript run =
        start("driver-killed", "--checkpoint", hdfs.path("kept"), "--resume")) {
      assertThat(run.awaitLine("resuming from")).contains(hdfs.path("kept/epoch-"));
      run.awaitLine("epoch 10/40");
      assertThat(worker("worker-1").destroyForcibly()).isTrue();
      run.awaitLine("Lost executor");
      assertThat(run.err()).noneMatch(line -> line.contains(LAST_EPOCH));
      assertThat(run.awaitExit()).as("%s", run.err()).isZero();
    }
    assertThat(parameters("driver-killed")).isEqualTo(undisturbed);
  }

  private static ProcessHandle worker(String name) throws Exception {
    String pid = Files.readString(directory.resolve("cluster").resolve(name + ".pid")).strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  /** The executors that run, each the child of a worker. */
  private static List<ProcessHandle> executors() throws Exception {
    List<ProcessHandle> executors = new ArrayList<>();
    for (String name : WORKERS) {
      worker(name).children().forEach(executors::add);
    }
    return executors;
  }

  /**
   * What each executor has said about its kernels: those of the driver, not its machine's widest.
   */
  private static List<String> kernelsOfExecutors() throws Exception {
    List<String> kernels = new ArrayList<>();
    for (String name : WORKERS) {
      try (Stream<Path> files = Files.walk(directory.resolve("cluster").resolve(name))) {
        for (Path log : files.filter(file -> file.endsWith("stderr")).toList()) {
          Files.readAllLines(log).stream()
              .filter(line -> line.contains(KERNELS))
              .map(line -> line.substring(line.indexOf(KERNELS) + KERNELS.length()))
              .forEach(kernels::add);
        }
      }
    }
    return kernels;
  }

  private static float[] parameters(String model) {
    return LinfDistClassificationModel.load(hdfs.path(model)).trained().network().state().numbers();
  }

  private static RunningScript start(String model, String... more) throws Exception {
    return RunningScript.start(directory, "submit/train.sh", train(master, model, more));
  }

  private static String[] train(String sparkMaster, String model, String... more) {
    Stream<String> command =
        Stream.of(
            "--master",
            sparkMaster,
            "--driver-java-options",
            "-Dlinfnet.vector.bits=128",
            "--conf",
            "spark.speculation=true",
            "--",
            "--recipe",
            "tiny.conf",
            "--train",
            hdfs.path("data/train"),
            "--model",
            hdfs.path(model));
    return Stream.concat(command, Stream.of(more)).toArray(String[]::new);
  }

  private static Script succeed(String script, String... arguments) throws Exception {
    Script run = Script.run(directory, script, arguments);
    assertThat(run.status()).as("%s", run).isZero();
    return run;
  }
}
