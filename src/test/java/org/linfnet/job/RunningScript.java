package org.linfnet.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A script that runs while a test does something to it. */
final class RunningScript implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Process process;
  private final ProcessOutput err;

  private RunningScript(Process process) {
    this.process = process;
    this.err = new ProcessOutput(process.getErrorStream());
  }

  static RunningScript start(Path workingDirectory, String script, String... arguments)
      throws IOException {
    return new RunningScript(
        Script.process(Map.of(), workingDirectory, script, arguments)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start());
  }

  /** Waits for a line on standard error that holds a text. */
  String awaitLine(String text) throws InterruptedException {
    return err.await(text, PATIENCE);
  }

  /** What is on standard error so far. */
  List<String> err() {
    return err.lines();
  }

  /** Waits for the end. */
  int awaitExit() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the script does not end: " + String.join("\n", err()));
    }
    return process.exitValue();
  }

  /** SIGKILL. A job's script has become the driver by then, and has no children. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitExit();
  }

  /** SIGTERM, at which a JVM ends as at Ctrl-C, and waits for the end. */
  void terminate() throws InterruptedException {
    process.destroy();
    awaitExit();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
