package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.linfnet.ml.LinfDistClassificationModel;

/** A run on a standalone cluster, its master and two workers JVMs of their own. */
class ClusterScriptIT {

  private static final String TINY =
      "network { hidden-layers = 1, width = 6 }, epochs = 2, batch = 50, shards = 3,"
          + " p { rises-from = 1, rises-until = 2 }, learning-rate.falls-from = 2\n";

  @TempDir static Path directory;

  private static String master;

  @BeforeAll
  static void startClusterAndDrawData() throws Exception {
    Files.writeString(directory.resolve("tiny.conf"), TINY);
    succeed("data-prep/prepare.sh", "strokes", "--output", "data", "--examples", "150");
    master = succeed("submit/cluster.sh", "start", "--directory", "cluster").out().get(0);
  }

  @AfterAll
  static void stopCluster() throws Exception {
    succeed("submit/cluster.sh", "stop", "--directory", "cluster");
    Script status = Script.run(directory, "submit/cluster.sh", "status", "--directory", "cluster");
    assertThat(status.out()).containsExactly("no cluster runs");
  }

  @Test
  void twoExecutorsGiveTheBitsOfOneThread() throws Exception {
    succeed("submit/cluster.sh", "status", "--directory", "cluster");
    train(master, "on-cluster");
    train("local[1]", "on-thread");
    SparkSession spark =
        SparkSession.builder().master("local[1]").config("spark.ui.enabled", false).getOrCreate();
    try {
      assertThat(parameters("on-cluster")).isEqualTo(parameters("on-thread"));
    } finally {
      spark.stop();
    }
    assertThat(executors()).hasSize(2);
  }

  @Test
  void aSecondClusterInTheSameDirectoryIsAMistake() throws Exception {
    Script run = Script.run(directory, "submit/cluster.sh", "start", "--directory", "cluster");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).singleElement().asString().contains("a cluster runs already");
  }

  /** The workers that ran an executor. */
  private static List<Path> executors() throws Exception {
    List<Path> ran = new ArrayList<>();
    for (String worker : List.of("worker-1", "worker-2")) {
      try (var applications = Files.list(directory.resolve("cluster").resolve(worker))) {
        applications.findAny().ifPresent(ran::add);
      }
    }
    return ran;
  }

  private static float[] parameters(String model) {
    return LinfDistClassificationModel.load(directory.resolve(model).toString())
        .network()
        .state()
        .parameters();
  }

  private static void train(String sparkMaster, String model) throws Exception {
    succeed(
        "submit/train.sh",
        "--master",
        sparkMaster,
        "--",
        "--recipe",
        "tiny.conf",
        "--train",
        "data/train",
        "--model",
        model);
  }

  private static Script succeed(String script, String... arguments) throws Exception {
    Script run = Script.run(directory, script, arguments);
    assertThat(run.status()).as("%s", run).isZero();
    return run;
  }
}
