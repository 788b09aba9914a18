package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
          + " p { rises-from = 1, rises-until = 30 }, learning-rate.falls-from = 30\n";
  private static final String LAST_EPOCH = "epoch 40/40";
  private static final String KERNELS = "distance kernels: ";
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
    master = succeed("submit/cluster.sh", "start", "--directory", "cluster").out().get(0);
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

  @Test
  @Order(2)
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
  @Order(3)
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
