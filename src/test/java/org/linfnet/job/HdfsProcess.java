package org.linfnet.job;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** An HDFS of one name node and one data node, in a JVM of its own. */
final class HdfsProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String STARTED = "Started MiniDFSCluster -- namenode on port ";
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final List<String> SPARK_JARS =
      List.of("hadoop-client-", "slf4j-api-", "jcl-over-slf4j-", "log4j-");

  private final Process process;
  private final String uri;

  private HdfsProcess(Process process, String uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Starts one that keeps its blocks under a directory. */
  static HdfsProcess start(Path directory) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dlog4j2.level=INFO",
                "-cp",
                classPath(),
                "org.apache.hadoop.test.MiniDFSClusterManager",
                "-format",
                "-datanodes",
                "1",
                "-nnport",
                "0",
                "-httpport",
                "0")
            .directory(Files.createDirectories(directory).toFile())
            .redirectErrorStream(true)
            .start();
    try {
      String line = new ProcessOutput(process.getInputStream()).await(STARTED, PATIENCE);
      String port = line.substring(line.indexOf(STARTED) + STARTED.length()).strip();
      return new HdfsProcess(process, "hdfs://localhost:" + port);
    } catch (AssertionError e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** A path in it. */
  String path(String name) {
    return uri + "/" + name;
  }

  private static String classPath() throws IOException {
    try (Stream<Path> jars = Files.list(TARGET.resolve("spark/jars"))) {
      return Stream.concat(
              Stream.of(TARGET.resolve("hdfs/jars/*")), jars.filter(HdfsProcess::isNeeded))
          .map(Path::toString)
          .reduce((these, that) -> these + File.pathSeparator + that)
          .orElseThrow();
    }
  }

  private static boolean isNeeded(Path jar) {
    return SPARK_JARS.stream().anyMatch(jar.getFileName().toString()::startsWith);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
