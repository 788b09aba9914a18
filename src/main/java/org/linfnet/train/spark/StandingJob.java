package org.linfnet.train.spark;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BroadcastBlockId;

/**
 * A Spark job that stands for steps of {@link ThreadGradients}, whose threads Spark does not know.
 * So the steps are seen among the jobs, and whoever cancels the job cancels the training.
 *
 * <p>Its task does nothing but wait for the end of a broadcast, which ends with the job.
 */
final class StandingJob implements AutoCloseable {

  private static final long PATIENCE_MILLIS = 200;

  private final Broadcast<Boolean> standing;
  private final long began = System.nanoTime();
  private final JavaFutureAction<Void> job;

  /** Begins the job. */
  StandingJob(JavaSparkContext spark, String description) {
    this.standing = spark.broadcast(true);
    Waiting task = new Waiting(standing.id());
    this.job =
        new DescribedJobs(spark)
            .during(description, () -> spark.parallelize(List.of(0), 1).foreachAsync(task));
  }

  /** Whether it began so long ago. */
  boolean hasLasted(Duration time) {
    return System.nanoTime() - began > time.toNanos();
  }

  /**
   * Returns as long as nobody has cancelled the job.
   *
   * @throws CancellationException when somebody has
   */
  void check() {
    if (!job.isDone()) {
      return;
    }
    try {
      job.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      CancellationException cancelled =
          new CancellationException("training was cancelled: " + e.getCause().getMessage());
      cancelled.initCause(e.getCause());
      throw cancelled;
    }
  }

  /**
   * Ends the job.
   *
   * @throws CancellationException when somebody has cancelled it before
   */
  void end() {
    if (letsTaskEnd()) {
      check();
    }
  }

  /** Ends the job, whether or not somebody has cancelled it. */
  @Override
  public void close() {
    letsTaskEnd();
  }

  /**
   * Lets the task end and waits for it.
   *
   * @return false when the task has found no free core; the job is then cancelled
   */
  private boolean letsTaskEnd() {
    standing.destroy();
    try {
      job.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      job.cancel(false);
      return false;
    } catch (ExecutionException e) {
      return true;
    }
    return true;
  }

  /** Waits until a broadcast is gone from this JVM. */
  private record Waiting(long broadcast) implements VoidFunction<Integer>, Serializable {

    private static final long serialVersionUID = 1;
    private static final long PAUSE_MILLIS = 5;

    @Override
    public void call(Integer nothing) throws InterruptedException {
      BroadcastBlockId block = new BroadcastBlockId(broadcast, "");
      while (!TaskContext.get().isInterrupted() && isHere(block)) {
        Thread.sleep(PAUSE_MILLIS);
      }
    }

    /** Asks each store for itself: a status of both fails while the block leaves one of them. */
    private static boolean isHere(BroadcastBlockId block) {
      BlockManager blocks = SparkEnv.get().blockManager();
      return blocks.memoryStore().contains(block) || blocks.diskStore().contains(block);
    }
  }
}
