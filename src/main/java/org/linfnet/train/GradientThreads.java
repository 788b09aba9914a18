package org.linfnet.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.Loss;
import org.linfnet.network.NetworkState;
import org.linfnet.train.StepTimes.Phase;

/**
 * The gradients of shards that are all in this JVM, by threads of its own, as many as the master of
 * {@code local[N]} has: a Spark job would cost a step its round trip through the scheduler, and
 * find the same objects.
 */
final class GradientThreads implements StepGradients {

  private final List<Shard> shards;
  private final ShardPlan plan;
  private final ExecutorService threads;
  private final StepTimes times = new StepTimes();

  GradientThreads(List<Shard> shards, int threads, ShardPlan plan) {
    this.shards = shards;
    this.plan = plan;
    this.threads = Executors.newFixedThreadPool(threads, GradientThreads::thread);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "linfnet gradients");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public BatchGradient run(NetworkState state, float p, Loss loss, TrainingMoment moment) {
    return times.during(Phase.JOB, () -> sum(state, p, loss, moment));
  }

  private BatchGradient sum(NetworkState state, float p, Loss loss, TrainingMoment moment) {
    List<Future<BatchGradient>> coming = new ArrayList<>();
    for (Shard shard : shards) {
      coming.add(threads.submit(() -> shard.gradient(plan, state, p, loss, moment)));
    }
    GradientTree tree = new GradientTree(shards.size());
    for (int k = 0; k < shards.size(); k++) {
      int number = shards.get(k).number();
      BatchGradient gradient = come(coming.get(k));
      times.during(Phase.MERGE, () -> tree.add(number, gradient));
    }
    return tree.sum();
  }

  private static BatchGradient come(Future<BatchGradient> gradient) {
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
