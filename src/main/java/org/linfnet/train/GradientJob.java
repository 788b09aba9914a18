package org.linfnet.train;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.linfnet.network.BatchGradient;

/**
 * The distributed half of a step: parameters go out by broadcast, each shard's gradient comes back
 * through {@code treeAggregate}.
 */
final class GradientJob {

  private final ShardedExamples examples;
  private final ShardPlan plan;
  private final JavaSparkContext spark;

  GradientJob(ShardedExamples examples, ShardPlan plan) {
    this.examples = examples;
    this.plan = plan;
    this.spark = JavaSparkContext.fromSparkContext(examples.shards().context());
  }

  /** The gradient of one step's batch, summed over its examples. */
  BatchGradient run(float[] parameters, float p, TrainingMoment moment) {
    Broadcast<float[]> sent = spark.broadcast(parameters);
    try {
      ShardPlan shardPlan = plan;
      return examples
          .shards()
          .treeAggregate(
              new GradientTree(examples.count()),
              (tree, shard) ->
                  tree.add(shard.number(), shard.gradient(shardPlan, sent.value(), p, moment)),
              GradientTree::merge)
          .sum();
    } finally {
      sent.destroy();
    }
  }
}
