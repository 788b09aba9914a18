package org.linfnet.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A finished run of one of the project's scripts, as a user runs it.
 *
 * @param status the exit status
 * @param out the lines of standard output
 * @param err the lines of standard error, without what the JVM itself says at every start
 */
public record Script(int status, List<String> out, List<String> err) {

  private static final Path PROJECT = Path.of("").toAbsolutePath();
  private static final String JVM_NOTICE = "WARNING: Using incubator modules";

  /** A JVM that compiles no further than C1 runs a small job in half of the processor time. */
  private static final Map<String, String> WITHOUT_C2 =
      Map.of("SPARK_SUBMIT_OPTS", "-XX:TieredStopAtLevel=1 -Dlinfnet.kernels=scalar");

  /** Runs a script, named from the project's root, in a working directory. */
  public static Script run(Path workingDirectory, String script, String... arguments)
      throws IOException, InterruptedException {
    return run(Map.of(), workingDirectory, script, arguments);
  }

  /** As {@link #run(Path, String, String...)}, for a job that no test asks for speed or vectors. */
  static Script runSmall(Path workingDirectory, String script, String... arguments)
      throws IOException, InterruptedException {
    return run(WITHOUT_C2, workingDirectory, script, arguments);
  }

  /** Runs a script with variables set; all others of Spark's are unset. */
  static Script run(
      Map<String, String> environment, Path workingDirectory, String script, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("script", ".out");
    Path err = Files.createTempFile("script", ".err");
    ProcessBuilder builder =
        process(environment, workingDirectory, script, arguments)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    Process process = builder.start();
    if (!process.waitFor(10, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(builder.command() + " does not end");
    }
    return new Script(process.exitValue(), lines(out), lines(err));
  }

  /** A process for a script, not started. */
  static ProcessBuilder process(
      Map<String, String> environment, Path workingDirectory, String script, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(PROJECT.resolve(script).toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    builder.environment().putAll(environment);
    return builder;
  }

  private static List<String> lines(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    Files.delete(file);
    return lines.stream().filter(line -> !line.startsWith(JVM_NOTICE)).toList();
  }
}
