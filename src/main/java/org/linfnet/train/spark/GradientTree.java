package org.linfnet.train.spark;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.linfnet.kernel.Threads;
import org.linfnet.network.BatchGradient;

/**
 * Adds the shards' gradients in the order of a fixed binary tree over the shards' numbers: a
 * partial sum waits until its sibling has come. Float addition is not associative, and Spark merges
 * partial results in the order in which tasks end; so the sum has the same bits whatever that
 * order.
 *
 * <p>Nodes are numbered as in a heap: the root is 1, the children of n are 2n and 2n + 1, the leaf
 * at place k is {@code leaves + k}, with as many leaves as the next power of two. Shards that
 * {@code treeAggregate} brings together first have places side by side: it groups them by their
 * number modulo the number of groups.
 */
public final class GradientTree implements Serializable {

  private static final long serialVersionUID = 1;
  private static final int ROOT = 1;

  private final int shards;
  private final int groups;
  private final int leaves;
  private final TreeMap<Integer, BatchGradient> waiting = new TreeMap<>();

  /** With nothing added yet. */
  public GradientTree(int shards) {
    this.shards = shards;
    this.groups = groups(shards);
    this.leaves = shards == 1 ? 1 : Integer.highestOneBit(shards - 1) * 2;
  }

  /**
   * Adds what shard {@code shard} gives; each shard gives once. The gradient may be written to.
   *
   * @param threads what share the work
   */
  public GradientTree add(int shard, BatchGradient gradient, Threads threads) {
    climb(leaves + place(shard), gradient, threads);
    return this;
  }

  /**
   * Adds another tree over the same shards, which holds other shards.
   *
   * @param threads what share the work
   */
  public GradientTree merge(GradientTree other, Threads threads) {
    for (Map.Entry<Integer, BatchGradient> node : other.waiting.entrySet()) {
      climb(node.getKey(), node.getValue(), threads);
    }
    return this;
  }

  /**
   * The sum over all shards.
   *
   * @throws IllegalStateException when a shard has not come
   */
  public BatchGradient sum() {
    BatchGradient sum = waiting.get(ROOT);
    if (sum == null) {
      throw new IllegalStateException(
          "gradients of " + shards + " shards are not complete: waiting at " + waiting.keySet());
    }
    return sum;
  }

  /** The groups of treeAggregate's inner level, at its default depth of 2. */
  private static int groups(int shards) {
    int scale = Math.max((int) Math.ceil(Math.sqrt(shards)), 2);
    int groups = shards;
    while (groups > scale + Math.ceil(groups / (double) scale)) {
      groups /= scale;
    }
    return groups;
  }

  private int place(int shard) {
    int group = shard % groups;
    int shardsInEarlierGroups = group * (shards / groups) + Math.min(group, shards % groups);
    return shardsInEarlierGroups + shard / groups;
  }

  private void climb(int from, BatchGradient gradient, Threads threads) {
    int node = from;
    BatchGradient sum = gradient;
    while (node != ROOT) {
      int sibling = node ^ 1;
      BatchGradient other = waiting.remove(sibling);
      if (other != null) {
        sum = sibling < node ? other.add(sum, threads) : sum.add(other, threads);
      } else if (holdsShards(sibling)) {
        break;
      }
      node >>= 1;
    }
    if (waiting.put(node, sum) != null) {
      throw new IllegalStateException("a shard has come twice, at node " + node);
    }
  }

  private boolean holdsShards(int node) {
    int firstLeaf = node;
    while (firstLeaf < leaves) {
      firstLeaf *= 2;
    }
    return firstLeaf - leaves < shards;
  }
}
