package org.linfnet.train;

import org.linfnet.network.BatchGradient;
import org.linfnet.train.StepTimes.Phase;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Puts each shard's gradient, as it comes to the driver, into its place in the tree. */
final class GradientCollector extends AbstractFunction2<Object, ShardGradient, BoxedUnit> {

  private final GradientTree tree;
  private final StepTimes times;

  GradientCollector(int shards, StepTimes times) {
    this.tree = new GradientTree(shards);
    this.times = times;
  }

  @Override
  public BoxedUnit apply(Object partition, ShardGradient result) {
    times.during(Phase.MERGE, () -> tree.add(result.shard(), result.gradient()));
    return BoxedUnit.UNIT;
  }

  BatchGradient sum() {
    return tree.sum();
  }
}
