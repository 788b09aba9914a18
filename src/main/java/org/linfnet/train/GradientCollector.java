package org.linfnet.train;

import org.linfnet.network.BatchGradient;
import org.linfnet.train.StepTimes.Phase;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Puts each shard's gradient, as it comes to the driver, into its place in the tree. */
final class GradientCollector extends AbstractFunction2<Object, BatchGradient, BoxedUnit> {

  private final GradientTree tree;
  private final StepTimes times;

  GradientCollector(int shards, StepTimes times) {
    this.times = times;
    this.tree = new GradientTree(shards);
  }

  @Override
  public BoxedUnit apply(Object shard, BatchGradient gradient) {
    times.during(Phase.MERGE, () -> tree.add((Integer) shard, gradient));
    return BoxedUnit.UNIT;
  }

  BatchGradient sum() {
    return tree.sum();
  }
}
