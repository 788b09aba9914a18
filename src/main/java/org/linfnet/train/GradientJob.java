package org.linfnet.train;

import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.Loss;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;
import org.linfnet.train.StepTimes.Phase;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * The distributed half of a step: parameters go out by broadcast, each shard's gradient comes back
 * through {@code treeAggregate}.
 *
 * <p>Up to {@value #FLAT} shards a {@code treeAggregate} has no inner level, and the driver
 * collects every shard's gradient; here it does so by a bare job, which is what {@code
 * treeAggregate} comes to, less five closures that Spark would clean in every step.
 */
final class GradientJob {

  private static final int FLAT = 5;

  private final ShardedExamples examples;
  private final ShardPlan plan;
  private final JavaSparkContext spark;
  private final Seq<Object> partitions;
  private final StepTimes times = new StepTimes();

  GradientJob(ShardedExamples examples, ShardPlan plan) {
    this.examples = examples;
    this.plan = plan;
    this.spark = JavaSparkContext.fromSparkContext(examples.shards().context());
    this.partitions =
        CollectionConverters.asScala(
                IntStream.range(0, examples.count()).<Object>mapToObj(i -> i).toList())
            .toSeq();
  }

  /** The gradient of one step's batch, summed over its examples. */
  BatchGradient run(NetworkState state, float p, Loss loss, TrainingMoment moment) {
    NetworkBroadcast sent =
        times.during(Phase.BROADCAST, () -> new NetworkBroadcast(spark, plan.shape(), state));
    try {
      GradientTask task = new GradientTask(plan, sent, p, loss, moment);
      return times.during(
          Phase.JOB, () -> examples.count() <= FLAT ? collect(task) : aggregate(task));
    } finally {
      times.during(Phase.DESTROY, () -> destroyed(sent));
    }
  }

  /** The network of the gradients. */
  NetworkShape shape() {
    return plan.shape();
  }

  private static NetworkBroadcast destroyed(NetworkBroadcast sent) {
    sent.destroy();
    return sent;
  }

  /** Where the time of the steps so far has gone. */
  StepTimes times() {
    return times;
  }

  private BatchGradient collect(GradientTask task) {
    GradientCollector collector = new GradientCollector(examples.count(), times);
    spark
        .sc()
        .runJob(
            examples.shards().rdd(),
            task,
            partitions,
            collector,
            ClassTag$.MODULE$.apply(BatchGradient.class));
    return collector.sum();
  }

  private BatchGradient aggregate(GradientTask task) {
    return examples
        .shards()
        .treeAggregate(
            new GradientTree(examples.count()),
            (tree, shard) -> tree.add(shard.number(), task.gradient(shard)),
            GradientTree::merge)
        .sum();
  }
}
