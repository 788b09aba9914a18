package org.linfnet.train.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.linfnet.network.BatchGradient;
import org.linfnet.train.StepGradients;
import org.linfnet.train.StepTimes;
import org.linfnet.train.StepTimes.Phase;

/**
 * The gradients of shards that are all in this JVM, by threads of its own, as many as the master of
 * {@code local[N]} has. A Spark job would find the same objects, but each step would wait for the
 * scheduler.
 */
final class ThreadGradients implements StepGradients {

  private final List<Shard> shards;
  private final ShardPlan plan;
  private final ExecutorService threads;
  private final StepTimes times = new StepTimes();

  ThreadGradients(List<Shard> shards, int threads, ShardPlan plan) {
    this.shards = shards;
    this.plan = plan;
    this.threads = Executors.newFixedThreadPool(threads, ThreadGradients::thread);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "linfnet gradients");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public BatchGradient run(float[] numbers, Task task) {
    return times.during(Phase.JOB, () -> sum(numbers, task));
  }

  private BatchGradient sum(float[] numbers, Task task) {
    List<Future<BatchGradient>> coming = new ArrayList<>();
    for (Shard shard : shards) {
      coming.add(threads.submit(() -> shard.gradient(plan, numbers, task)));
    }
    GradientTree tree = new GradientTree(shards.size());
    for (int k = 0; k < shards.size(); k++) {
      int number = shards.get(k).number();
      BatchGradient gradient = get(coming.get(k));
      times.during(Phase.MERGE, () -> tree.add(number, gradient));
    }
    return tree.sum();
  }

  private static BatchGradient get(Future<BatchGradient> gradient) {
    try {
      return gradient.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in the middle of a step", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public StepTimes times() {
    return times;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
