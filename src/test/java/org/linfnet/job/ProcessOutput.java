package org.linfnet.job;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The lines that a process has written, and those that one waits for. */
final class ProcessOutput {

  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  /** Reads a stream to its end, in a thread of its own. */
  ProcessOutput(InputStream stream) {
    Thread reader = new Thread(() -> read(stream), "process output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Waits for a line that holds a text.
   *
   * @throws AssertionError when the stream ends or the time is up without it
   */
  synchronized String await(String text, Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    int seen = 0;
    while (true) {
      for (; seen < lines.size(); seen++) {
        if (lines.get(seen).contains(text)) {
          return lines.get(seen);
        }
      }
      long left = (until - System.nanoTime()) / 1_000_000;
      if (ended || left <= 0) {
        throw new AssertionError("no line with '" + text + "' in " + String.join("\n", lines));
      }
      wait(left);
    }
  }

  /** What has been written so far. */
  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  private void read(InputStream stream) {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line);
      }
    } catch (IOException e) { // a process that is destroyed takes its stream with it
      add("(" + e.getMessage() + ")");
    } finally {
      end();
    }
  }

  private synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }
}
