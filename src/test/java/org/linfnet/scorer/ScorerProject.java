package org.linfnet.scorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A Maven project of one program and one dependency.
 *
 * @param directory of the project
 */
record ScorerProject(Path directory) {

  private static final String PLUGINS = "org.apache.maven.plugins:";

  /** Writes the project, and a local repository that has the scorer as {@code mvn install} does. */
  void write(String dependency, String program, Path jar) throws IOException {
    Files.createDirectories(directory.resolve("src/main/java"));
    Files.writeString(directory.resolve("src/main/java/Example.java"), program);
    Files.writeString(
        directory.resolve("pom.xml"),
        """
        <project>
          <modelVersion>4.0.0</modelVersion>
          <groupId>an.example</groupId>
          <artifactId>example</artifactId>
          <version>1</version>
          <properties>
            <maven.compiler.release>17</maven.compiler.release>
            <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
          </properties>
          <dependencies>
        %s  </dependencies>
        </project>
        """
            .formatted(dependency));
    String version = jar.getFileName().toString().replaceAll("^linfnet-|-scorer.jar$", "");
    Path own = Files.createDirectories(repository().resolve("org/linfnet/linfnet/" + version));
    Files.copy(jar, own.resolve(jar.getFileName()));
    Files.copy(Path.of("pom.xml"), own.resolve("linfnet-" + version + ".pom"));
    Path shared = Path.of(System.getProperty("localRepository"));
    link(shared, repository());
    link(shared.resolve("org"), repository().resolve("org"));
  }

  private Path repository() {
    return directory.resolve("repository");
  }

  /** Links to what else the user's repository holds, so that no plugin is loaded again. */
  private static void link(Path from, Path to) throws IOException {
    try (Stream<Path> entries = Files.list(from)) {
      for (Path entry : entries.toList()) {
        Path link = to.resolve(entry.getFileName());
        if (!Files.exists(link)) {
          Files.createSymbolicLink(link, entry);
        }
      }
    }
  }

  /**
   * Compiles the program.
   *
   * @return the class path of its dependencies
   */
  List<String> compile() throws IOException, InterruptedException {
    Path list = directory.resolve("class-path");
    said(
        List.of(
            "mvn",
            "-B",
            "-Dmaven.repo.local=" + repository(),
            "-Dmdep.outputFile=" + list,
            PLUGINS + "maven-compiler-plugin:3.14.1:compile",
            PLUGINS + "maven-dependency-plugin:3.9.0:build-classpath"),
        directory);
    return List.of(Files.readString(list).strip().split(File.pathSeparator));
  }

  /** Runs the program on a model, with the class path that it was compiled with. */
  String run(Path model) throws IOException, InterruptedException {
    String classPath =
        directory.resolve("target/classes")
            + File.pathSeparator
            + Files.readString(directory.resolve("class-path")).strip();
    return java(List.of("-cp", classPath, "Example", model.toString()));
  }

  /** What this JVM's launcher says with these arguments. */
  static String java(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    return said(command, Path.of(""));
  }

  private static String said(List<String> command, Path directory)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toAbsolutePath().toFile())
            .redirectErrorStream(true);
    builder.environment().remove("CLASSPATH");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
