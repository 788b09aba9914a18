package org.linfnet.train;

import org.linfnet.network.BatchGradient;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/** Puts each shard's gradient, as it comes to the driver, into its place in the tree. */
final class GradientCollector extends AbstractFunction2<Object, BatchGradient, BoxedUnit> {

  private final GradientTree tree;

  GradientCollector(int shards) {
    this.tree = new GradientTree(shards);
  }

  @Override
  public BoxedUnit apply(Object shard, BatchGradient gradient) {
    tree.add((Integer) shard, gradient);
    return BoxedUnit.UNIT;
  }

  BatchGradient sum() {
    return tree.sum();
  }
}
