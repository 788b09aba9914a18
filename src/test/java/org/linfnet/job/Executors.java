package org.linfnet.job;

import java.time.Duration;
import java.util.function.IntSupplier;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorAdded;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;

/** Counts the executors of an application as they come and go. */
final class Executors extends SparkListener {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final SparkContext spark;
  private int added;
  private int removed;

  Executors(SparkContext spark) {
    this.spark = spark;
  }

  @Override
  public synchronized void onExecutorAdded(SparkListenerExecutorAdded event) {
    added++;
    notifyAll();
  }

  @Override
  public synchronized void onExecutorRemoved(SparkListenerExecutorRemoved event) {
    removed++;
    notifyAll();
  }

  /** Waits until so many have come, from the beginning on. */
  void awaitAdded(int count) throws InterruptedException {
    await("added", () -> added, count);
  }

  /** Waits until so many have gone, from the beginning on. */
  void awaitRemoved(int count) throws InterruptedException {
    await("removed", () -> removed, count);
  }

  private synchronized void await(String what, IntSupplier counted, int count)
      throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (counted.getAsInt() < count) {
      long left = (until - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError(
            "%d executors were %s, not %d".formatted(counted.getAsInt(), what, count));
      }
      wait(left);
    }
  }

  /** Asks the cluster for one more. */
  void request() {
    spark.requestExecutors(1);
  }
}
