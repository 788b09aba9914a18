package org.linfnet.train.spark;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.linfnet.layer.Slot;
import org.linfnet.network.BatchGradient;
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
    this.plan = plan;
  }

  /** The same network with other running slots. */
  NetworkState of(NetworkState state) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(examples.shards().context());
    NetworkBroadcast sent = new NetworkBroadcast(spark, state);
    ShardPlan batches = plan;
    try {
      List<BatchGradient> shards =
          examples
              .shards()
              .map(shard -> shard.statistics(batches, sent.state().numbers()))
              .collect();
      BatchGradient sum = new BatchGradient(plan.network());
      shards.forEach(sum::add);
      NetworkState refitted = state.copy();
      for (Slot slot : plan.network().slots(Slot.Role.RUNNING)) {
        for (int k = slot.at(); k < slot.end(); k++) {
          refitted.numbers()[k] = sum.sums()[k] / sum.examples();
        }
      }
      return refitted;
    } finally {
      sent.destroy();
    }
  }
}
