package org.linfnet.train;

import org.linfnet.layer.Slot;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.NetworkState;

/**
 * Moves the running slots of a network: exponential averages of the batches' means, {@code m = 0.9
 * m + 0.1 batch mean}.
 *
 * @param state the network whose numbers change
 */
record RunningMeans(NetworkState state) {

  private static final float MOMENTUM = 0.1f;

  /** Adds the means of a batch. */
  void add(BatchGradient batch) {
    float[] numbers = state.numbers();
    for (Slot slot : state.network().slots(Slot.Role.RUNNING)) {
      for (int k = slot.at(); k < slot.end(); k++) {
        float mean = batch.sums()[k] / batch.examples();
        numbers[k] = (1 - MOMENTUM) * numbers[k] + MOMENTUM * mean;
      }
    }
  }
}
