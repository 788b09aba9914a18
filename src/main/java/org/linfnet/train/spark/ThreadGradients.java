package org.linfnet.train.spark;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.apache.spark.api.java.JavaSparkContext;
import org.linfnet.kernel.ThreadPool;
import org.linfnet.kernel.Threads;
import org.linfnet.network.BatchGradient;
import org.linfnet.train.StepGradients;
import org.linfnet.train.StepTimes;
import org.linfnet.train.StepTimes.Phase;

/**
 * The gradients of shards that are all in this JVM, by threads of its own, as many as the master of
 * {@code local[N]} has. A Spark job would find the same objects, but each step would wait for the
 * scheduler.
 *
 * <p>The threads share what there is to do, however many shards there are. Where every thread has
 * the same number of shards, each shard keeps to one of them.
 */
final class ThreadGradients implements StepGradients {

  private static final Duration LONG = Duration.ofSeconds(2);

  private final List<Shard> shards;
  private final ShardPlan plan;
  private final ThreadPool pool;
  private final Threads threadsOfShard;
  private final JavaSparkContext spark;
  private final StepTimes times = new StepTimes();
  private StandingJob job;

  ThreadGradients(List<Shard> shards, int threads, ShardPlan plan, JavaSparkContext spark) {
    this.shards = shards;
    this.plan = plan;
    this.spark = spark;
    this.pool = new ThreadPool(threads);
    this.threadsOfShard = shards.size() % threads == 0 ? Threads.ONE : pool;
  }

  @Override
  public BatchGradient run(float[] numbers, Task task) {
    follow(task);
    return times.during(
        Phase.JOB,
        () -> sum(ofShards(shard -> shard.gradient(plan, numbers, task, threadsOfShard))));
  }

  /**
   * Keeps a job that stands for the steps, and begins another with an epoch after a while. The next
   * job begins before the last one ends, so that a cancellation always finds one.
   */
  private void follow(Task task) {
    if (job == null) {
      job = begin(task);
    } else if (task.moment().step() == 0 && job.hasLasted(LONG)) {
      StandingJob ended = job;
      job = begin(task);
      ended.end();
    }
    job.check();
  }

  private StandingJob begin(Task task) {
    return new StandingJob(spark, DescribedJobs.fromEpoch(task));
  }

  @Override
  public void pause() {
    if (job != null) {
      StandingJob ended = job;
      job = null;
      ended.end();
    }
  }

  private BatchGradient sum(List<BatchGradient> gradients) {
    return times.during(
        Phase.MERGE,
        () -> {
          GradientTree tree = new GradientTree(shards.size());
          for (int k = 0; k < shards.size(); k++) {
            tree.add(shards.get(k).number(), gradients.get(k), pool);
          }
          return tree.sum();
        });
  }

  @Override
  public List<BatchGradient> statistics(float[] numbers) {
    return ofShards(shard -> shard.statistics(plan, numbers, threadsOfShard));
  }

  private List<BatchGradient> ofShards(Function<Shard, BatchGradient> work) {
    // An interrupt that stayed set would cut short what is done at the end. The exception tells of
    // it.
    if (Thread.interrupted()) {
      throw new CancellationException("training was interrupted");
    }
    BatchGradient[] results = new BatchGradient[shards.size()];
    pool.forEach(results.length, k -> results[k] = work.apply(shards.get(k)));
    return Arrays.asList(results);
  }

  @Override
  public Threads threads() {
    return pool;
  }

  @Override
  public StepTimes times() {
    return times;
  }

  @Override
  public void close() {
    if (job != null) {
      job.close();
    }
    pool.close();
  }
}
