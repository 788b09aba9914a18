package org.linfnet.train;

import java.io.Serializable;
import org.linfnet.network.BatchGradient;

/** A task's result. Not a record, for Kryo, by which Spark sends it, knows none. */
final class ShardGradient implements Serializable {

  private static final long serialVersionUID = 1;

  private final int shard;
  private final BatchGradient gradient;

  ShardGradient(int shard, BatchGradient gradient) {
    this.shard = shard;
    this.gradient = gradient;
  }

  int shard() {
    return shard;
  }

  BatchGradient gradient() {
    return gradient;
  }
}
