package org.linfnet.train;

import org.linfnet.network.BatchGradient;

/** Gradients are added in groups on their way to the driver, by {@code treeAggregate}. */
record GradientsAggregated(ShardedExamples examples) implements GradientMerge {

  @Override
  public BatchGradient sum(GradientTask task) {
    return examples
        .shards()
        .treeAggregate(
            new GradientTree(examples.count()),
            (tree, shard) -> tree.add(shard.number(), task.gradient(shard)),
            GradientTree::merge)
        .sum();
  }
}
