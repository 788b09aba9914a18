package org.linfnet.train;

import org.apache.spark.Partitioner;
import org.linfnet.data.RandomStream;

/** Puts a shard's blocks into the partition of the shard's number. */
final class ShardPartitioner extends Partitioner {

  private static final long serialVersionUID = 1;
  private static final RandomStream DEAL = new RandomStream(0);

  private final int shards;

  ShardPartitioner(int shards) {
    this.shards = shards;
  }

  /** The shard of an example: a hash of its id. */
  static int shardOf(long id, int shards) {
    return (int) Math.floorMod(DEAL.at(id).seed(), (long) shards);
  }

  @Override
  public int numPartitions() {
    return shards;
  }

  @Override
  public int getPartition(Object shard) {
    return (Integer) shard;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ShardPartitioner that && shards == that.shards;
  }

  @Override
  public int hashCode() {
    return shards;
  }
}
