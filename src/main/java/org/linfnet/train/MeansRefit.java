package org.linfnet.train;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.MeanShift;
import org.linfnet.network.NetworkState;

/**
 * Gives a trained network the means of its hidden outputs over the training examples at p =
 * infinity, in one distributed pass. The running means that training leaves are those of its last
 * steps, at a finite p.
 */
final class MeansRefit {

  private final ShardedExamples examples;
  private final ShardPlan plan;

  MeansRefit(ShardedExamples examples, ShardPlan plan) {
    this.examples = examples;
    this.plan = new ShardPlan(plan.shape(), MeanShift.BATCH, plan.seed(), plan.kernels());
  }

  /** The same parameters with other means. */
  NetworkState of(NetworkState state) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(examples.shards().context());
    NetworkBroadcast sent = new NetworkBroadcast(spark, plan.shape(), state);
    ShardPlan batches = plan;
    try {
      List<BatchGradient> shards =
          examples.shards().map(shard -> shard.hiddenOutputs(batches, sent.state())).collect();
      BatchGradient sum = new BatchGradient(plan.shape());
      shards.forEach(sum::add);
      float[] means = sum.meanSums();
      for (int k = 0; k < means.length; k++) {
        means[k] /= sum.examples();
      }
      return new NetworkState(state.parameters(), means);
    } finally {
      sent.destroy();
    }
  }
}
