package org.linfnet.network;

import java.io.Serializable;
import org.linfnet.kernel.Range;
import org.linfnet.kernel.Threads;

/**
 * What a batch, or a part of one, gives to a training step: sums over its examples.
 *
 * <p>Parts are added in an order that the caller fixes, since float addition is not associative.
 */
public final class BatchGradient implements Serializable {

  private static final long serialVersionUID = 2;

  private final float[] sums;
  private double loss;
  private long correct;
  private long examples;

  /** Of no examples, for this network. */
  public BatchGradient(Network network) {
    this.sums = new float[network.size()];
  }

  /**
   * Sums over the examples, laid out as the network's numbers: in trained slots the gradient of the
   * loss, in running slots the statistics that these average.
   */
  public float[] sums() {
    return sums;
  }

  /** The loss, summed over the examples. */
  public double loss() {
    return loss;
  }

  /** How many examples had the largest logit at their label. */
  public long correct() {
    return correct;
  }

  /** How many examples are summed here. */
  public long examples() {
    return examples;
  }

  /** Counts a pass whose sums have been added to {@link #sums} already. */
  void count(double batchLoss, int batchCorrect, int batch) {
    loss += batchLoss;
    correct += batchCorrect;
    examples += batch;
  }

  /** Adds another part to this one. */
  public BatchGradient add(BatchGradient other) {
    return add(other, Threads.ONE);
  }

  /**
   * Adds another part to this one.
   *
   * @param threads what share the work
   */
  public BatchGradient add(BatchGradient other, Threads threads) {
    threads.forEachPart(
        new Range(0, sums.length),
        sums.length,
        range -> {
          for (int i = range.from(); i < range.to(); i++) {
            sums[i] += other.sums[i];
          }
        });
    loss += other.loss;
    correct += other.correct;
    examples += other.examples;
    return this;
  }
}
