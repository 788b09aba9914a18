package org.linfnet.train;

import org.linfnet.network.BatchGradient;

/** How the gradients of a step's tasks become one. Any way gives the same bits. */
interface GradientMerge {

  /** So many shards and no more are few: treeAggregate has no inner level for them. */
  int FEW = 5;

  /** The way that suits the number of shards. */
  static GradientMerge of(ShardedExamples examples, StepTimes times) {
    return examples.count() <= FEW
        ? new GradientsCollected(examples, times)
        : new GradientsAggregated(examples);
  }

  /** Runs a task on every shard; the sum over them. */
  BatchGradient sum(GradientTask task);
}
