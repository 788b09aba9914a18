package org.linfnet.train.spark;

import java.io.Serializable;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.NetworkState;
import org.linfnet.train.StepGradients;
import org.linfnet.train.StepTimes;
import org.linfnet.train.StepTimes.Phase;
import scala.collection.Iterator;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Gradients by a Spark job a step: the numbers go out by broadcast, each shard's gradient comes
 * back, and they are added by position.
 */
final class JobGradients implements StepGradients {

  /** How the gradients of a step's tasks become one. Every way gives the same bits. */
  enum Merge {
    /**
     * Each shard's gradient comes to the driver by a bare job. This is what {@code treeAggregate}
     * does when it has no inner level, without five closures that Spark would clean in every step.
     */
    COLLECTED {
      @Override
      BatchGradient sum(ShardedExamples examples, GradientTask task, StepTimes times) {
        GradientTree tree = new GradientTree(examples.count());
        Collector collector = new Collector(tree, times);
        SparkContext spark = examples.shards().context();
        spark.runJob(
            examples.shards().rdd(),
            task,
            partitions(examples.count()),
            collector,
            ClassTag$.MODULE$.apply(ShardGradient.class));
        return tree.sum();
      }
    },
    /** Gradients are added in groups on their way to the driver, by {@code treeAggregate}. */
    AGGREGATED {
      @Override
      BatchGradient sum(ShardedExamples examples, GradientTask task, StepTimes times) {
        return examples
            .shards()
            .treeAggregate(
                new GradientTree(examples.count()),
                (tree, shard) -> tree.add(shard.number(), task.gradient(shard)),
                GradientTree::merge)
            .sum();
      }
    };

    /** With this many shards and fewer, treeAggregate has no inner level. */
    private static final int FEW = 5;

    static Merge of(int shards) {
      return shards <= FEW ? COLLECTED : AGGREGATED;
    }

    /** Runs a task on every shard and sums the gradients. */
    abstract BatchGradient sum(ShardedExamples examples, GradientTask task, StepTimes times);

    private static Seq<Object> partitions(int count) {
      return CollectionConverters.asScala(
              IntStream.range(0, count).<Object>mapToObj(i -> i).toList())
          .toSeq();
    }
  }

  private final ShardedExamples examples;
  private final ShardPlan plan;
  private final JavaSparkContext spark;
  private final Merge merge;
  private final StepTimes times = new StepTimes();

  JobGradients(ShardedExamples examples, ShardPlan plan) {
    this(examples, plan, Merge.of(examples.count()));
  }

  JobGradients(ShardedExamples examples, ShardPlan plan, Merge merge) {
    this.examples = examples;
    this.plan = plan;
    this.spark = JavaSparkContext.fromSparkContext(examples.shards().context());
    this.merge = merge;
  }

  @Override
  public BatchGradient run(float[] numbers, Task task) {
    NetworkState state = new NetworkState(plan.network(), numbers);
    NetworkBroadcast sent = times.during(Phase.BROADCAST, () -> new NetworkBroadcast(spark, state));
    try {
      GradientTask distributed = new GradientTask(plan, sent, task);
      return times.during(Phase.JOB, () -> merge.sum(examples, distributed, times));
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
  public StepTimes times() {
    return times;
  }

  @Override
  public void close() {
    // Each step destroys its broadcast.
  }

  /**
   * What a task of a step does: the gradient of one shard's part of the batch. It is a class of its
   * own and not a lambda, since Spark reads the class files around a lambda anew for every job.
   */
  static final class GradientTask
      extends AbstractFunction2<TaskContext, Iterator<Shard>, ShardGradient>
      implements Serializable {

    private static final long serialVersionUID = 2;

    private final ShardPlan plan;
    private final NetworkBroadcast sent;
    private final Task task;

    GradientTask(ShardPlan plan, NetworkBroadcast sent, Task task) {
      this.plan = plan;
      this.sent = sent;
      this.task = task;
    }

    @Override
    public ShardGradient apply(TaskContext context, Iterator<Shard> shards) {
      Shard shard = shards.next();
      return new ShardGradient(shard.number(), gradient(shard));
    }

    BatchGradient gradient(Shard shard) {
      return shard.gradient(plan, sent.state().numbers(), task);
    }
  }

  /** A task's result. It is not a record, since a user's Kryo may carry it. */
  static final class ShardGradient implements Serializable {

    private static final long serialVersionUID = 1;

    private final int shard;
    private final BatchGradient gradient;

    ShardGradient(int shard, BatchGradient gradient) {
      this.shard = shard;
      this.gradient = gradient;
    }
  }

  /** Puts each shard's gradient, as it comes to the driver, into its place in the tree. */
  private static final class Collector extends AbstractFunction2<Object, ShardGradient, BoxedUnit> {

    private final GradientTree tree;
    private final StepTimes times;

    Collector(GradientTree tree, StepTimes times) {
      this.tree = tree;
      this.times = times;
    }

    @Override
    public BoxedUnit apply(Object partition, ShardGradient result) {
      times.during(Phase.MERGE, () -> tree.add(result.shard, result.gradient));
      return BoxedUnit.UNIT;
    }
  }
}
