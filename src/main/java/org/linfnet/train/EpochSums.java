package org.linfnet.train;

import org.linfnet.network.BatchGradient;

/** Loss and accuracy, summed over the steps of an epoch. */
final class EpochSums {

  private double loss;
  private long correct;
  private long examples;

  void add(BatchGradient batch) {
    loss += batch.loss();
    correct += batch.correct();
    examples += batch.examples();
  }

  double meanLoss() {
    return loss / examples;
  }

  double accuracy() {
    return correct / (double) examples;
  }
}
