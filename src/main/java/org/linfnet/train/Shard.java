package org.linfnet.train;

import java.io.Serializable;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.Loss;
import org.linfnet.network.NetworkState;

/**
 * One of the fixed parts that the training examples are dealt to. It lives in Spark's cache, and
 * keeps the buffers of its last step there, so that the next one allocates none.
 */
final class Shard implements Serializable {

  private static final long serialVersionUID = 1;
  private static final int LARGE_BATCH = 512;

  private final int number;
  private final TrainingExamples examples;
  private transient ShardWorkspace idle;

  Shard(int number, TrainingExamples examples) {
    this.number = number;
    this.examples = examples;
  }

  int number() {
    return number;
  }

  TrainingExamples examples() {
    return examples;
  }

  /** This shard's part of a step; two tasks may run it at once, as speculation does. */
  BatchGradient gradient(
      ShardPlan plan, NetworkState state, float p, Loss loss, TrainingMoment moment) {
    ShardWorkspace workspace = take(plan, moment.steps());
    BatchGradient gradient = workspace.gradient(state, p, loss, moment);
    giveBack(workspace);
    return gradient;
  }

  /** The sums of the hidden outputs over this shard's examples at p = infinity. */
  BatchGradient hiddenOutputs(ShardPlan plan, NetworkState state) {
    int steps = (examples.size() + LARGE_BATCH - 1) / LARGE_BATCH;
    return new ShardWorkspace(plan, number, examples, Math.max(1, steps)).hiddenOutputs(state);
  }

  private synchronized ShardWorkspace take(ShardPlan plan, int steps) {
    ShardWorkspace workspace = idle;
    idle = null;
    if (workspace == null || !workspace.serves(plan, steps)) {
      return new ShardWorkspace(plan, number, examples, steps);
    }
    return workspace;
  }

  private synchronized void giveBack(ShardWorkspace workspace) {
    idle = workspace;
  }
}
