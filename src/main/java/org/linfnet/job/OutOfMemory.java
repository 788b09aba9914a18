package org.linfnet.job;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.spark.SparkException;

/** Tells which JVM ran out of memory, and what to raise. */
final class OutOfMemory {

  /** What Spark says of a task that ran in the driver itself, in local mode. */
  private static final String IN_DRIVER = "executor driver";

  /** An executor that was killed for its memory: by itself, by the system, by a manager. */
  private static final Pattern KILLED =
      Pattern.compile(
          "exited? with code 52|exit code 52|exit (code|status) (137|143)|OOM|[Mm]emory limits"
              + "|memoryOverhead");

  private static final int MEBIBYTE = 1 << 20;

  private OutOfMemory() {}

  /** One line about a failure; empty when memory is not its cause. */
  static Optional<String> in(Throwable failure) {
    Optional<String> inTask = Optional.empty();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      boolean ofSpark = cause instanceof SparkException;
      if (ofSpark && message.contains("ExecutorLostFailure") && namesMemory(message)) {
        return Optional.of(lostExecutor());
      }
      if (ofSpark && message.contains(OutOfMemoryError.class.getName())) {
        inTask =
            Optional.of(message.contains(IN_DRIVER) ? driver("in a task") : executor("in a task"));
      }
      if (cause instanceof OutOfMemoryError) {
        return inTask.isPresent() ? inTask : Optional.of(driver(message));
      }
    }
    return inTask;
  }

  /** Whether what is said of an executor's end names its memory. */
  static boolean namesMemory(String reason) {
    return KILLED.matcher(reason).find();
  }

  /** One line about an executor that was lost. */
  static String lostExecutor() {
    return executor("it was lost");
  }

  private static String driver(String reason) {
    return ("the driver ran out of memory (%s; its heap is %d MiB): give it more, with"
            + " --driver-memory %dm before --")
        .formatted(reason, heap(), 2 * heap());
  }

  private static String executor(String reason) {
    return ("an executor ran out of memory (%s): give each more, with --executor-memory 4g"
            + " before --, or fewer cores")
        .formatted(reason);
  }

  /** The most that the heap of this JVM may take, in mebibytes. */
  static long heap() {
    return Runtime.getRuntime().maxMemory() / MEBIBYTE;
  }
}
