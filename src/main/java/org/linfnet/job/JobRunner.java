package org.linfnet.job;

import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.linfnet.InvalidInputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a job as a program: session, exit status, messages. */
public final class JobRunner {

  /** The exit status of a job that did its work. */
  public static final int DONE = 0;

  /** The exit status at a fault of the program or the machine; its stack trace is in the log. */
  public static final int FAULT = 1;

  /** The exit status at a user's mistake, said in one line on standard error. */
  public static final int USER_MISTAKE = 2;

  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

  /** The smallest heap that Spark starts in, in mebibytes. */
  private static final int LEAST_HEAP = 450;

  /** What a JVM has to be given for such a heap, in mebibytes. */
  private static final int LEAST_MEMORY = 512;

  private static final String EXECUTOR_MEMORY = "spark.executor.memory";

  private JobRunner() {}

  /**
   * Runs a job and ends the JVM when it fails. After success it returns: a cluster manager takes an
   * early {@code System.exit(0)} for a failure.
   */
  public static void main(Job job, String[] arguments) {
    int status = run(job, arguments);
    if (status != DONE) {
      System.exit(status);
    }
  }

  /**
   * Runs a job.
   *
   * @return {@link #DONE}, {@link #FAULT} or {@link #USER_MISTAKE}
   */
  public static int run(Job job, String[] arguments) {
    try {
      Optional<Arguments> options = job.commandLine().read(arguments);
      if (options.isPresent()) {
        runWithSession(job, options.get());
      }
      return DONE;
    } catch (Exception | Error failure) {
      return status(job, failure);
    }
  }

  private static void runWithSession(Job job, Arguments options) throws Exception {
    SparkConf settings = new SparkConf();
    job.configure(settings);
    requireDriverMemory();
    SparkMaster master = new SparkMaster(settings.get("spark.master", "local"));
    if (master.isLocal()) {
      // A task that runs out of memory fails, so that the failure is told; Spark ends the JVM.
      settings.setIfMissing("spark.executor.killOnFatalError.depth", "0");
    } else {
      requireExecutorMemory(settings);
      // An executor in the C locale would write every letter beyond ASCII as a question mark.
      settings.setIfMissing("spark.executorEnv.LC_ALL", "C.UTF-8");
    }
    master.requireUsable();
    SparkSession spark = SparkSession.builder().config(settings).appName(job.name()).getOrCreate();
    LostExecutors lost = new LostExecutors();
    spark.sparkContext().addSparkListener(lost);
    try {
      job.run(options, spark);
    } catch (Exception failure) {
      throw lost.explained(failure);
    } finally {
      spark.stop();
    }
  }

  /**
   * Checks that the driver's heap is large enough for Spark, which would end with a stack trace.
   *
   * @throws InvalidInputException when it is not
   */
  private static void requireDriverMemory() {
    long heap = OutOfMemory.heap();
    if (heap < LEAST_HEAP) {
      throw new InvalidInputException(
          ("the driver's heap of %d MiB is too small for Spark: give it --driver-memory %dm, or"
                  + " more, before --")
              .formatted(heap, LEAST_MEMORY));
    }
  }

  /**
   * Checks that the memory of an executor is large enough for Spark to start in. Spark itself would
   * wait for such executors without end.
   *
   * @throws InvalidInputException when it is not
   */
  static void requireExecutorMemory(SparkConf settings) {
    long memory = executorMemory(settings);
    if (memory < LEAST_MEMORY) {
      throw new InvalidInputException(
          ("executors of %dm are too small for Spark: give each --executor-memory %dm, or more,"
                  + " before --")
              .formatted(memory, LEAST_MEMORY));
    }
  }

  /** In mebibytes. */
  private static long executorMemory(SparkConf settings) {
    try {
      return settings.getSizeAsMb(EXECUTOR_MEMORY, "1g");
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          "%s is %s: give a whole number and one of the units k, m, g, t, such as 2g"
              .formatted(EXECUTOR_MEMORY, settings.get(EXECUTOR_MEMORY)));
    }
  }

  private static int status(Job job, Throwable failure) {
    Optional<String> mistake = UserMistake.in(failure);
    if (mistake.isPresent()) {
      System.err.println("linfnet: " + mistake.get());
      return USER_MISTAKE;
    }
    if (isJvmEnding()) {
      System.err.println("linfnet: " + job.name() + " was stopped before its end");
    } else {
      LOG.error("{} failed", job.name(), failure);
    }
    return FAULT;
  }

  /**
   * Whether a signal, such as that of Ctrl-C, is ending this JVM: Spark is stopped under the job.
   */
  private static boolean isJvmEnding() {
    Thread probe = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(probe);
      Runtime.getRuntime().removeShutdownHook(probe);
      return false;
    } catch (IllegalStateException ending) {
      return true;
    }
  }
}
