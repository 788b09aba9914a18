package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fits on a standalone cluster, its master and two workers JVMs of their own, with data,
 * checkpoints and models on an HDFS. The first fits have this JVM as their driver, which waits for
 * executors to come and go; the last are runs of scripts. The last test leaves one worker only.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterScriptIT {

  private static final String RECIPE =
      "network { hidden-layers = 1, width = 6 }, epochs = 40, batch = 75, shards = 3,"
          + " p { rises-from = 1 of 40, rises-until = 30 of 40 }, learning-rate.falls-from = 30 of 40\n";
  private static final String LAST_EPOCH = "epoch 40/40";
  private static final String KERNELS = "distance kernels: ";

  /** Of an epoch. */
  private static final int STEPS = 2;

  private static final List<String> WORKERS = List.of("worker-1", "worker-2");

  @TempDir static Path directory;

  private static HdfsProcess hdfs;
  private static ClusterFits fits;
  private static float[] undisturbed;

  @BeforeAll
  static void startCluster() throws Exception {
    Files.writeString(directory.resolve("tiny.conf"), RECIPE);
    hdfs = HdfsProcess.start(directory.resolve("hdfs"));
    succeed("data-prep/prepare.sh", "strokes", "--output", hdfs.path("data"), "--examples", "150");
    Script start =
        Script.run(
            Map.of("LC_ALL", "C"),
            directory,
            "submit/cluster.sh",
            "start",
            "--cores",
            "2",
            "--directory",
            "cluster");
    assertThat(start.status()).as("%s", start).isZero();
    String master = start.out().get(0);
    fits = new ClusterFits(master, hdfs.path("data/train"), RECIPE);
    undisturbed = fits.undisturbed();
  }

  @AfterAll
  static void stopCluster() throws Exception {
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
  void anExecutorGivesOneGradientAStepAndAnotherTakesItsPlaceWhenItIsKilled() throws Exception {
    long bytes = undisturbed.length * (long) Float.BYTES;
    StepTraffic traffic = new StepTraffic();
    float[] numbers =
        fits.disturbed(
            Map.of(
                "spark.cores.max", "2",
                "spark.executor.cores", "2",
                "spark.speculation", "true"),
            (epoch, executors) -> {
              if (epoch == 3) {
                traffic.requireOneExecutor(3 * STEPS, bytes);
                assertThat(executors().get(0).destroyForcibly()).isTrue();
              } else if (epoch == 4) {
                executors.awaitRemoved(1);
              }
            },
            traffic);
    assertThat(numbers).isEqualTo(undisturbed);
  }

  /** Executors that idle are let go with their shards, and another one comes. */
  @Test
  @Order(3)
  void executorsOfDynamicAllocationThatComeAndGoChangeNoBit() throws Exception {
    Map<String, String> dynamic =
        Map.of(
            "spark.executor.cores", "1",
            "spark.dynamicAllocation.enabled", "true",
            "spark.dynamicAllocation.minExecutors", "1",
            "spark.dynamicAllocation.initialExecutors", "3",
            "spark.dynamicAllocation.executorIdleTimeout", "1s",
            "spark.dynamicAllocation.cachedExecutorIdleTimeout", "1s",
            "spark.dynamicAllocation.shuffleTracking.timeout", "1s");
    float[] numbers =
        fits.disturbed(
            dynamic,
            (epoch, executors) -> {
              if (epoch == 1) {
                executors.awaitAdded(3);
                executors.awaitRemoved(2);
              } else if (epoch == 3) {
                executors.request();
                executors.awaitAdded(4);
              }
            },
            new StepTraffic());
    assertThat(numbers).isEqualTo(undisturbed);
  }

  /** A step of a member is one task, though there are three shards and two executors. */
  @Test
  @Order(4)
  void membersTrainEachOnAnExecutorOfItsOwn() throws Exception {
    ClusterFits members = new ClusterFits(fits.master(), fits.table(), RECIPE + "members = 2\n");
    StepTraffic traffic = new StepTraffic();
    float[] numbers =
        members.disturbed(
            Map.of(
                "spark.cores.max", "2",
                "spark.executor.cores", "1",
                "spark.scheduler.minRegisteredResourcesRatio", "1"),
            (epoch, executors) -> {},
            traffic);
    int steps = ClusterFits.EPOCHS * STEPS;
    assertThat(traffic.tasks()).isEqualTo(Map.of("0", steps, "1", steps));
    assertThat(numbers).isEqualTo(members.undisturbed());
  }

  /** Spark gives the stage up because what the executors held is missing. */
  @Test
  @Order(5)
  void executorsThatRunOutOfMemoryAreSaidToHave() throws Exception {
    Script run =
        Script.run(
            directory,
            "submit/train.sh",
            "--master",
            fits.master(),
            "--driver-memory",
            "3g",
            "--executor-memory",
            "512m",
            "--conf",
            "spark.stage.maxConsecutiveAttempts=1",
            "--",
            "--recipe",
            "tiny.conf",
            "--set",
            "network { hidden-layers = 2, width = 6000 }",
            "--train",
            hdfs.path("data/train"),
            "--model",
            hdfs.path("too-large"));

    assertThat(run.status()).as("%s", run).isEqualTo(2);
    assertThat(run.err()).noneMatch(line -> line.startsWith("\tat "));
    assertThat(run.err().get(run.err().size() - 1))
        .startsWith("linfnet: an executor ran out of memory")
        .contains("--executor-memory");
  }

  /** The cluster was started in the C locale, which has no such letters. */
  @Test
  @Order(6)
  void executorsWriteNamesWithAllLetters() throws Exception {
    String name = "\u00e9t\u00e9";
    String master = fits.master();
    succeed("data-prep/prepare.sh", "--master", master, "--", "strokes", "--output", name);
    try (Stream<Path> files = Files.list(directory.resolve(name).resolve("train"))) {
      assertThat(files).anyMatch(file -> file.toString().endsWith(".parquet"));
    }
  }

  /** The kernels are of the driver's width, which is not its machine's widest. */
  @Test
  @Order(7)
  void aWorkerLostForGoodADriverKilledAndThenInterruptedChangeNoBit() throws Exception {
    succeed("submit/train.sh", train("local[1]", "narrow"));
    String[] resume = {"--checkpoint", hdfs.path("kept"), "--resume"};
    try (RunningScript run = start(fits.master(), "--checkpoint", hdfs.path("kept"))) {
      run.awaitLine("epoch 3/40");
      assertThat(worker("worker-1").destroyForcibly()).isTrue();
      run.awaitLine("Lost executor");
      run.awaitLine("epoch 10/40");
      run.kill();
      assertThat(run.err()).noneMatch(line -> line.contains(LAST_EPOCH));
    }
    try (RunningScript run = start("local[2]", resume)) {
      assertThat(run.awaitLine("resuming from")).contains(hdfs.path("kept/epoch-"));
      run.awaitLine("epoch 15/40");
      run.terminate();
      assertThat(run.err())
          .noneMatch(line -> line.contains(LAST_EPOCH))
          .noneMatch(line -> line.contains("train failed"));
    }
    succeed("submit/train.sh", train("local[2]", "disturbed", resume));
    assertThat(kernelsOfExecutors()).contains("simd, 128 bits");
    List<float[]> numbers = ClusterFits.saved(hdfs.path("disturbed"), hdfs.path("narrow"));
    assertThat(numbers.get(0)).isEqualTo(numbers.get(1));
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

  /** What each executor has said about its kernels. */
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

  private static RunningScript start(String master, String... more) throws Exception {
    return RunningScript.start(directory, "submit/train.sh", train(master, "disturbed", more));
  }

  private static String[] train(String master, String model, String... more) {
    Stream<String> command =
        Stream.of(
            "--master",
            master,
            "--driver-java-options",
            "-Dlinfnet.vector.bits=128",
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
