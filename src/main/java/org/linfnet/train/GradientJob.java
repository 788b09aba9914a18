package org.linfnet.train;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.Loss;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;
import org.linfnet.train.StepTimes.Phase;

/**
 * The distributed half of a step: parameters go out by broadcast, each shard's gradient comes back
 * and is added by its place.
 */
final class GradientJob {

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

  /** The gradient of one step's batch, summed over its examples. */
  BatchGradient run(NetworkState state, float p, Loss loss, TrainingMoment moment) {
    StepInput input = new StepInput(state);
    Broadcast<StepInput> sent = times.during(Phase.BROADCAST, () -> spark.broadcast(input));
    try {
      GradientTask task = new GradientTask(plan, sent, p, loss, moment);
      return times.during(Phase.JOB, () -> merge.sum(task, input));
    } finally {
      times.during(Phase.DESTROY, () -> destroyed(sent));
    }
  }

  /** The network of the gradients. */
  NetworkShape shape() {
    return plan.shape();
  }

  private static Broadcast<StepInput> destroyed(Broadcast<StepInput> sent) {
    sent.destroy();
    return sent;
  }

  /** Where the time of the steps so far has gone. */
  StepTimes times() {
    return times;
  }
}
