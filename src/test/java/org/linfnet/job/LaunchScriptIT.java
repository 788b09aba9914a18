package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code submit/launch.sh} hands to the spark-submit of an installed Spark. */
class LaunchScriptIT {

  @TempDir Path parent;
  private Path sparkHome;

  @BeforeEach
  void installASparkThatTellsItsArguments() throws Exception {
    sparkHome = parent.resolve("spark home");
    Files.createDirectories(sparkHome.resolve("bin"));
    Path submit = sparkHome.resolve("bin/spark-submit");
    Files.writeString(submit, "#!/usr/bin/env bash\nprintf '%s\\n' \"$@\" \"$LC_ALL\"\n");
    Files.createDirectories(sparkHome.resolve("jars"));
    Files.createFile(sparkHome.resolve("jars/spark-core_2.13-4.2.0.jar"));
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
    Files.writeString(parent.resolve("mine.conf"), "");
    assertThat(submitted("--properties-file", "mine.conf", "--", "--model", "m"))
        .containsOnlyOnce("--properties-file")
        .contains("mine.conf");
  }

  /** {@code script} gives the job a terminal. */
  @ParameterizedTest
  @CsvSource({"xterm, , a terminal", "dumb, , none", "xterm, 1, none"})
  void progressKeepsToPlainLinesWhereTheTerminalKnowsNoMore(
      String terminal, String noColour, String told) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "needs the command script");
    Path submit = sparkHome.resolve("bin/spark-submit");
    Files.writeString(
        submit, "#!/usr/bin/env bash\nprintf %s \"${LINFNET_TERMINAL:+a terminal}\" > told\n");
    Map<String, String> environment = new HashMap<>();
    environment.put("SPARK_HOME", sparkHome.toString());
    environment.put("TERM", terminal);
    environment.put("NO_COLOR", noColour == null ? "" : noColour);
    String train = "'" + Path.of("submit/train.sh").toAbsolutePath() + "' --model m";

    Script.run(environment, parent, "/usr/bin/script", "-qec", train, "/dev/null");

    assertThat(parent.resolve("told")).hasContent(told.equals("none") ? "" : told);
  }

  static Stream<Path> scriptsOfJobs() throws Exception {
    try (Stream<Path> scripts = Files.list(Path.of("submit"))) {
      return scripts.filter(LaunchScriptIT::startsAJob).sorted().toList().stream();
    }
  }

  private static boolean startsAJob(Path script) {
    try {
      return Files.readString(script).contains("\nlinfnet_submit org.linfnet.");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @MethodSource("scriptsOfJobs")
  void everyScriptRunsThroughASymbolicLink(Path script) throws Exception {
    Path link = parent.resolve("link-to-" + script.getFileName());
    Files.createSymbolicLink(link, script.toAbsolutePath());

    Script run = Script.run(Map.of("SPARK_HOME", sparkHome.toString()), parent, link.toString());

    assertThat(run.status()).as("%s", run).isZero();
    assertThat(run.out()).contains("--class");
  }

  @Test
  void runsThroughASymbolicLinkFromAnyFolderAndWithCdpathSet() throws Exception {
    Path elsewhere = Files.createDirectories(parent.resolve("else where/submit"));
    Path link = elsewhere.resolve("train");
    Files.createSymbolicLink(link, Path.of("submit/train.sh").toAbsolutePath());
    Map<String, String> environment =
        Map.of("SPARK_HOME", sparkHome.toString(), "CDPATH", elsewhere.getParent() + ":/:.");

    Script run = Script.run(environment, elsewhere, link.toString(), "--model", "m");

    assertThat(run.status()).as("%s", run).isZero();
    assertThat(run.out()).containsSequence("--model", "m").contains("org.linfnet.job.TrainJob");
  }

  @Test
  void theCLocaleIsReplacedByOneWithAllLetters() throws Exception {
    Map<String, String> environment = Map.of("SPARK_HOME", sparkHome.toString(), "LC_ALL", "C");

    Script run = Script.run(environment, parent, "submit/train.sh", "--model", "\u00e9t\u00e9");

    assertThat(run.out()).endsWith("C.UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "--driver-memory 2g --model m, '--driver-memory is an option of spark-submit: give such'",
    "--model m --master=local[2], '--master=local[2] is an option of spark-submit'",
    "--model m --verbose, --verbose is an option of spark-submit",
    "--model m -- --recipe r, '--model is no option of spark-submit: give the options of the job'",
    "--master -- --recipe r, --master wants a value",
    "--master locl[2] -- --recipe r, '--master locl[2]: give local[N] with N from 1 to 9999'",
    "--master=local[x] -- --recipe r, '--master local[x]: give local[N]'",
    "--deploy-mode x -- --recipe r, '--deploy-mode x: give client or cluster'",
    "--conf spark.x -- --recipe r, '--conf spark.x: give KEY=VALUE'",
    "--master local[0] -- --recipe r, '--master local[0]: give local[N] with N from 1'",
    "--master local[99999999999] -- --recipe r, '--master local[99999999999]: give local[N]'",
    "'--master local[2,0] -- --recipe r', '--master local[2,0]: give local[N]'",
    "--master spark://host -- --recipe r, '--master spark://host: give local[N]'",
    "'--master spark://a:1,b -- --recipe r', '--master spark://a:1,b: give local[N]'",
    "--conf spark.master=local[0] -- --recipe r, 'spark.master local[0]: give local[N]'",
    "--driver-memory 2q -- --recipe r, '--driver-memory 2q: give a whole number and one of'",
    "--driver-memory 2gb -- --recipe r, '--driver-memory 2gb: give a whole number and one of'",
    "--driver-memory 2048 -- --recipe r, '--driver-memory 2048: give a whole number and one of'",
    "--driver-memory 0g -- --recipe r, '--driver-memory 0g: give a whole number and one of'",
    "--conf spark.driver.memory=2gb -- --recipe r, spark.driver.memory 2gb: give a whole number",
    "--executor-memory 2048 -- --recipe r, --executor-memory 2048: give a whole number and one of",
    "--executor-cores 0 -- --recipe r, --executor-cores 0: give a whole number from 1",
    "--total-executor-cores x -- --recipe r, --total-executor-cores x: give a whole number from 1",
    "--num-executors=-1 -- --recipe r, --num-executors -1: give a whole number from 0",
    "--driver-cores 0 -- --recipe r, --driver-cores 0: give a whole number from 1",
    "--conf spark.cores.max=0 -- --recipe r, spark.cores.max 0: give a whole number from 1",
    "' --name -- --recipe r', an empty word is no option of spark-submit",
    "--properties-file nowhere -- --recipe r, '--properties-file nowhere: there is no such file'"
  })
  void anOptionOnTheWrongSideIsNamed(String arguments, String message) throws Exception {
    Script run =
        Script.run(
            Map.of("SPARK_HOME", sparkHome.toString()),
            parent,
            "submit/train.sh",
            arguments.split(" ", -1));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).singleElement().asString().startsWith("linfnet: " + message);
  }

  @ParameterizedTest
  @CsvSource({
    "spark-core_2.12-3.5.1.jar, a Spark 3.5.1 for Scala 2.12",
    "spark-core_2.12-4.2.0.jar, a Spark 4.2.0 for Scala 2.12",
    "spark-core_2.13-5.0.0.jar, a Spark 5.0.0 for Scala 2.13",
    "other.jar, there is no jars/spark-core"
  })
  void aSparkOfAnotherVersionIsNamed(String jar, String message) throws Exception {
    Path core = sparkHome.resolve("jars/spark-core_2.13-4.2.0.jar");
    Files.move(core, core.resolveSibling(jar));

    assertRefused(sparkHome, message);
  }

  @Test
  void aSparkHomeThatIsNoneIsNamed() throws Exception {
    assertRefused(parent.resolve("nowhere"), "there is no bin/spark-submit");
  }

  private void assertRefused(Path home, String message) throws Exception {
    Script run =
        Script.run(Map.of("SPARK_HOME", home.toString()), parent, "submit/train.sh", "--help");
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).singleElement().asString().contains(message);
  }

  @Test
  void anAddressThatDoesNotResolveIsNamed() throws Exception {
    Script run =
        Script.run(
            Map.of("SPARK_HOME", sparkHome.toString(), "SPARK_LOCAL_IP", "no-such-host.invalid"),
            parent,
            "submit/train.sh",
            "--help");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .singleElement()
        .asString()
        .contains("SPARK_LOCAL_IP is no-such-host.invalid, which does not resolve");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local",
        "local[2]",
        "local[*]",
        "local[2,3]",
        "local[*, 3]",
        "local-cluster[2,1,1024]",
        "yarn",
        "spark://a:7077",
        "spark://a.b:7077,[::1]:7078",
        "k8s://https://a:6443"
      })
  void aMasterThatSparkKnowsIsPassedOn(String master) throws Exception {
    assertThat(submitted("--master", master, "--", "--model", "m"))
        .containsSequence("--master", master);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--jars a.jar,b.jar", "--jars=a.jar,b.jar", "-c spark.jars=a.jar,b.jar"})
  void theUsersJarsStandBesideThatOfAMeasuringProgram(String option) throws Exception {
    List<String> words = new ArrayList<>(List.of(option.split(" ", -1)));
    words.add("--");

    Script run =
        Script.run(
            Map.of("SPARK_HOME", sparkHome.toString()),
            parent,
            "submit/compare.sh",
            words.toArray(String[]::new));

    assertThat(run.status()).as("%s", run).isZero();
    assertThat(run.out().get(run.out().lastIndexOf("--jars") + 1))
        .endsWith("/linfnet-bench.jar,a.jar,b.jar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "a#b", "a,b", "a%20b", "a?b"})
  void aFolderWhoseNameCannotBeUsedIsNamed(String name) throws Exception {
    Path scripts = Files.createDirectories(parent.resolve(name).resolve("submit"));
    for (String script : List.of("launch.sh", "train.sh")) {
      Path source = Path.of("submit").resolve(script);
      Files.copy(source, scripts.resolve(script), StandardCopyOption.COPY_ATTRIBUTES);
    }

    Script run = Script.run(Map.of(), parent, scripts.resolve("train.sh").toString(), "--help");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .singleElement()
        .asString()
        .startsWith("linfnet: the name of the folder " + parent.resolve(name) + " holds one of");
  }

  @ParameterizedTest
  @CsvSource({
    "submit/reproduce.sh, strokes --output",
    "submit/reproduce.sh, strokes --from",
    "submit/cluster.sh, start --directory",
    "submit/bench.sh, --quick --output"
  })
  void anEmptyValueOfAScriptsOwnOptionIsNamed(String script, String words) throws Exception {
    Script run = Script.run(Map.of(), parent, script, (words + " ").split(" ", -1));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .singleElement()
        .asString()
        .startsWith("linfnet: " + words.substring(words.indexOf("--", 2)) + " wants a ");
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
    return run.out().subList(0, run.out().size() - 1);
  }
}
