package org.linfnet.train;

import java.util.Random;
import org.linfnet.RandomStream;

/**
 * The order in which one shard's examples are seen in one epoch: a seeded permutation, cut into as
 * many batches as the epoch has steps. Every example comes once, and batches differ in size by at
 * most one, so that no last small batch spoils the batch means.
 */
public final class BatchOrder {

  private final int[] order;
  private final int steps;

  /** Draws the order of an epoch. */
  public BatchOrder(int examples, int steps, RandomStream stream) {
    this.steps = steps;
    this.order = new int[examples];
    Random random = stream.random();
    for (int i = 0; i < examples; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
  }

  /** How many examples the batch of a step holds. */
  public int size(int step) {
    return start(step + 1) - start(step);
  }

  /** The shard's example at a place of a step's batch. */
  public int example(int step, int place) {
    return order[start(step) + place];
  }

  private int start(int step) {
    return (int) ((long) order.length * step / steps);
  }
}
