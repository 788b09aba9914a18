package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code submit/launch.sh} hands to the spark-submit of an installed Spark. */
class LaunchScriptIT {

  @TempDir Path parent;
  private Path sparkHome;

  @BeforeEach
  void installASparkThatTellsItsArguments() throws Exception {
    sparkHome = parent.resolve("spark home");
    Files.createDirectories(sparkHome.resolve("bin"));
    Path submit = sparkHome.resolve("bin/spark-submit");
    Files.writeString(submit, "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\"\n");
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void withoutADoubleDashAllIsTheJobs() throws Exception {
    assertThat(submitted("--recipe", "a b.conf"))
        .endsWith("--recipe", "a b.conf")
        .containsSequence("--class", "org.linfnet.job.TrainJob");
  }

  @Test
  void beforeTheFirstDoubleDashStandSparksOptions() throws Exception {
    assertThat(submitted("--master", "spark://host:7077", "--", "--set", "--", "x"))
        .containsSubsequence(
            "--properties-file", "--master", "spark://host:7077", "--class", "--set", "--", "x");
  }

  @Test
  void thereMayBeNothingBeforeTheDoubleDash() throws Exception {
    assertThat(submitted("--", "--model", "m")).endsWith("--model", "m").doesNotContain("--");
  }

  @Test
  void theUsersPropertiesFileStandsAlone() throws Exception {
    assertThat(submitted("--properties-file", "mine.conf", "--", "--model", "m"))
        .containsOnlyOnce("--properties-file")
        .contains("mine.conf");
  }

  @Test
  void aMissingJavaIsNamed() throws Exception {
    Script run =
        Script.run(Map.of("JAVA_HOME", parent.toString()), parent, "submit/train.sh", "--help");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .singleElement()
        .asString()
        .startsWith("linfnet: there is no " + parent + "/bin/java");
  }

  @Test
  void anOldJavaIsNamed() throws Exception {
    Path java = Files.createDirectories(parent.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));

    Script run =
        Script.run(Map.of("JAVA_HOME", parent.toString()), parent, "submit/train.sh", "--help");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .singleElement()
        .asString()
        .contains("is Java 11: point JAVA_HOME to JDK 17");
  }

  @Test
  void jobsOfTheBuiltSparkTakeTheirClassesOutOfTheArchive() throws Exception {
    Path loaded = parent.resolve("loaded classes");
    String log = "-Xlog:class+load:file=\"" + loaded + "\"";
    Script run = Script.run(Map.of("SPARK_SUBMIT_OPTS", log), parent, "submit/train.sh", "--help");

    assertThat(run.status()).as("%s", run).isZero();
    assertThat(Files.readString(loaded))
        .contains("org.apache.spark.deploy.SparkSubmit source: shared objects file (top)");
  }

  private List<String> submitted(String... arguments) throws Exception {
    Script run =
        Script.run(
            Map.of("SPARK_HOME", sparkHome.toString()), parent, "submit/train.sh", arguments);
    assertThat(run.status()).as("%s", run).isZero();
    return run.out();
  }
}
