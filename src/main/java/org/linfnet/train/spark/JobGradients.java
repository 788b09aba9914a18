package org.linfnet.train.spark;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.linfnet.kernel.ThreadPool;
import org.linfnet.kernel.Threads;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.NetworkState;
import org.linfnet.train.StepGradients;
import org.linfnet.train.StepTimes;
import org.linfnet.train.StepTimes.Phase;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Gradients by a Spark job a step: the numbers go out by broadcast, each executor adds up the
 * gradients of its shards, by position, and the sums are added by position.
 */
final class JobGradients implements StepGradients {

  /** How the gradients of a step's tasks become one. Every way gives the same bits. */
  enum Merge {
    /**
     * Each task's gradient comes to the driver by a bare job. This is what {@code treeAggregate}
     * does when it has no inner level, without five closures that Spark would clean in every step.
     */
    COLLECTED {
      @Override
      GradientTree sum(JavaRDD<Shard> tasks, GradientTask task, Threads threads, StepTimes times) {
        Collector collector = new Collector(task.emptyTree(), threads, times);
        SparkContext spark = tasks.context();
        spark.runJob(
            tasks.rdd(),
            task,
            partitions(tasks.getNumPartitions()),
            collector,
            ClassTag$.MODULE$.apply(GradientTree.class));
        return collector.tree;
      }
    },
    /** Gradients are added in groups on their way to the driver, by {@code treeAggregate}. */
    AGGREGATED {
      @Override
      GradientTree sum(JavaRDD<Shard> tasks, GradientTask task, Threads threads, StepTimes times) {
        return tasks.treeAggregate(
            task.emptyTree(), task::add, (these, those) -> these.merge(those, Threads.ONE));
      }
    };

    /** With this many tasks and fewer, treeAggregate has no inner level. */
    private static final int FEW = 5;

    static Merge of(int tasks) {
      return tasks <= FEW ? COLLECTED : AGGREGATED;
    }

    /**
     * Runs the tasks and sums the gradients.
     *
     * @param threads of the driver
     */
    abstract GradientTree sum(
        JavaRDD<Shard> tasks, GradientTask task, Threads threads, StepTimes times);

    private static Seq<Object> partitions(int count) {
      return CollectionConverters.asScala(
              IntStream.range(0, count).<Object>mapToObj(i -> i).toList())
          .toSeq();
    }
  }

  /** Chooses how gradients are merged by the number of tasks. */
  @FunctionalInterface
  interface MergeRule {
    /** For so many tasks. */
    Merge of(int tasks);
  }

  private final ShardTasks tasks;
  private final int shards;
  private final ShardPlan plan;
  private final JavaSparkContext spark;
  private final MergeRule rule;
  private final ThreadPool driverThreads =
      new ThreadPool(Runtime.getRuntime().availableProcessors());
  private final StepTimes times = new StepTimes();

  JobGradients(ShardedExamples examples, ShardPlan plan) {
    this(examples, plan, Merge::of);
  }

  JobGradients(ShardedExamples examples, ShardPlan plan, MergeRule rule) {
    this.tasks = new ShardTasks(examples);
    this.shards = examples.count();
    this.plan = plan;
    this.spark = examples.spark();
    this.rule = rule;
  }

  @Override
  public BatchGradient run(float[] numbers, Task task) {
    NetworkState state = new NetworkState(plan.network(), numbers);
    NetworkBroadcast sent = times.during(Phase.BROADCAST, () -> new NetworkBroadcast(spark, state));
    try {
      GradientTask distributed = new GradientTask(plan, shards, sent, task);
      JavaRDD<Shard> now = tasks.now();
      return new DescribedJobs(spark)
          .during(
              DescribedJobs.ofStep(task),
              () ->
                  times.during(
                      Phase.JOB,
                      () ->
                          rule.of(now.getNumPartitions())
                              .sum(now, distributed, driverThreads, times)
                              .sum()));
    } finally {
      times.during(
          Phase.DESTROY,
          () -> {
            sent.destroy();
            return sent;
          });
    }
  }

  @Override
  public List<BatchGradient> statistics(float[] numbers) {
    NetworkBroadcast sent = new NetworkBroadcast(spark, new NetworkState(plan.network(), numbers));
    ShardPlan shardPlan = plan;
    try {
      List<ShardResult> results =
          new DescribedJobs(spark)
              .during(
                  "linfnet: running means",
                  () ->
                      tasks
                          .now()
                          .map(
                              shard ->
                                  ShardResult.statistics(shard, shardPlan, sent.state().numbers()))
                          .collect());
      return results.stream()
          .sorted(Comparator.comparingInt(result -> result.shard))
          .map(result -> result.sums)
          .toList();
    } finally {
      sent.destroy();
    }
  }

  @Override
  public Threads threads() {
    return driverThreads;
  }

  @Override
  public StepTimes times() {
    return times;
  }

  @Override
  public void close() {
    driverThreads.close();
  }

  /**
   * What a task of a step does: the gradients of its shards' parts of the batch. It is a class of
   * its own and not a lambda, since Spark reads the class files around a lambda anew for every job.
   */
  static final class GradientTask
      extends AbstractFunction2<TaskContext, scala.collection.Iterator<Shard>, GradientTree>
      implements Serializable {

    private static final long serialVersionUID = 3;

    private final ShardPlan plan;
    private final int shards;
    private final NetworkBroadcast sent;
    private final Task task;

    GradientTask(ShardPlan plan, int shards, NetworkBroadcast sent, Task task) {
      this.plan = plan;
      this.shards = shards;
      this.sent = sent;
      this.task = task;
    }

    @Override
    public GradientTree apply(TaskContext context, scala.collection.Iterator<Shard> ofTask) {
      GradientTree tree = emptyTree();
      while (ofTask.hasNext()) {
        tree = add(tree, ofTask.next());
      }
      return tree;
    }

    GradientTree emptyTree() {
      return new GradientTree(shards);
    }

    GradientTree add(GradientTree tree, Shard shard) {
      Threads threads = shard.threads(TaskContext.get().cpus());
      BatchGradient gradient = shard.gradient(plan, sent.state().numbers(), task, threads);
      return tree.add(shard.number(), gradient, threads);
    }
  }

  /** What a shard gives, with its number. It is not a record, since a user's Kryo may carry it. */
  private static final class ShardResult implements Serializable {

    private static final long serialVersionUID = 1;

    private final int shard;
    private final BatchGradient sums;

    private ShardResult(int shard, BatchGradient sums) {
      this.shard = shard;
      this.sums = sums;
    }

    static ShardResult statistics(Shard shard, ShardPlan plan, float[] numbers) {
      Threads threads = shard.threads(TaskContext.get().cpus());
      return new ShardResult(shard.number(), shard.statistics(plan, numbers, threads));
    }
  }

  /** Merges each task's gradients, as they come to the driver, by their places in the tree. */
  private static final class Collector extends AbstractFunction2<Object, GradientTree, BoxedUnit> {

    private final GradientTree tree;
    private final Threads threads;
    private final StepTimes times;

    Collector(GradientTree tree, Threads threads, StepTimes times) {
      this.tree = tree;
      this.threads = threads;
      this.times = times;
    }

    @Override
    public BoxedUnit apply(Object partition, GradientTree ofTask) {
      times.during(Phase.MERGE, () -> tree.merge(ofTask, threads));
      return BoxedUnit.UNIT;
    }
  }
}
