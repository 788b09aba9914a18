package org.linfnet.train;

import org.apache.spark.api.java.JavaSparkContext;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.Loss;
import org.linfnet.network.NetworkState;
import org.linfnet.train.StepTimes.Phase;

/**
 * The distributed half of a step: parameters go out by broadcast, each shard's gradient comes back
 * and is added by its place.
 */
final class GradientJob implements StepGradients {

  private final ShardPlan plan;
  private final JavaSparkContext spark;
  private final GradientMerge merge;
  private final StepTimes times;

  GradientJob(ShardedExamples examples, ShardPlan plan) {
    this(examples, plan, new StepTimes());
  }

  private GradientJob(ShardedExamples examples, ShardPlan plan, StepTimes times) {
    this(examples, plan, GradientMerge.of(examples, times), times);
  }

  GradientJob(ShardedExamples examples, ShardPlan plan, GradientMerge merge, StepTimes times) {
    this.plan = plan;
    this.spark = JavaSparkContext.fromSparkContext(examples.shards().context());
    this.merge = merge;
    this.times = times;
  }

  @Override
  public BatchGradient run(NetworkState state, float p, Loss loss, TrainingMoment moment) {
    NetworkBroadcast sent =
        times.during(Phase.BROADCAST, () -> new NetworkBroadcast(spark, plan.shape(), state));
    try {
      GradientTask task = new GradientTask(plan, sent, p, loss, moment);
      return times.during(Phase.JOB, () -> merge.sum(task));
    } finally {
      times.during(Phase.DESTROY, () -> destroyed(sent));
    }
  }

  private static NetworkBroadcast destroyed(NetworkBroadcast sent) {
    sent.destroy();
    return sent;
  }

  @Override
  public StepTimes times() {
    return times;
  }

  @Override
  public void close() {
    // Each step takes back what it has sent.
  }
}
