package org.linfnet.train;

import org.linfnet.network.BatchGradient;
import org.linfnet.network.Loss;
import org.linfnet.network.NetworkState;

/** Where the gradients of a run's steps come from. Any way gives the same bits. */
interface StepGradients extends AutoCloseable {

  /** How a run gets its gradients. */
  @FunctionalInterface
  interface Source {

    /** Over examples, by a plan. */
    StepGradients of(ShardedExamples examples, ShardPlan plan);
  }

  /** By this JVM's own threads where it holds all shards, else by a Spark job a step. */
  static StepGradients of(ShardedExamples examples, ShardPlan plan) {
    return examples
        .inThisJvm()
        .<StepGradients>map(shards -> new GradientThreads(shards, examples.cores(), plan))
        .orElseGet(() -> new GradientJob(examples, plan));
  }

  /** The gradient of one step's batch, summed over its examples. */
  BatchGradient run(NetworkState state, float p, Loss loss, TrainingMoment moment);

  /** Where the time of the steps so far has gone. */
  StepTimes times();

  @Override
  void close();
}
