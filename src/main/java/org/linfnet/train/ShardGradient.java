package org.linfnet.train;

import java.io.Serializable;
import org.linfnet.network.BatchGradient;

/** A task's result: the gradient of a shard, or word that it has been left with the driver. */
final class ShardGradient implements Serializable {

  private static final long serialVersionUID = 1;

  private final int shard;
  private final BatchGradient sent;

  private ShardGradient(int shard, BatchGradient sent) {
    this.shard = shard;
    this.sent = sent;
  }

  /** A gradient that travels. */
  static ShardGradient sent(int shard, BatchGradient gradient) {
    return new ShardGradient(shard, gradient);
  }

  /** A gradient that has been left in the driver's {@link StepInput}. */
  static ShardGradient left(int shard) {
    return new ShardGradient(shard, null);
  }

  int shard() {
    return shard;
  }

  /** The gradient, on the driver. */
  BatchGradient of(StepInput input) {
    return sent == null ? input.take(shard) : sent;
  }
}
