package org.linfnet.train.spark;

import java.util.List;
import org.linfnet.layer.Slot;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.NetworkState;
import org.linfnet.train.StepGradients;

/**
 * Gives a trained network the means of its hidden outputs over the training examples at p =
 * infinity, in one pass. The running means that training leaves are those of its last steps, at a
 * finite p.
 *
 * @param source where the statistics come from
 */
record MeansRefit(StepGradients source) {

  /** The same network with other running slots. */
  NetworkState of(NetworkState state) {
    List<BatchGradient> shards = source.statistics(state.numbers());
    BatchGradient sum = new BatchGradient(state.network());
    shards.forEach(sum::add);
    NetworkState refitted = state.copy();
    for (Slot slot : state.network().slots(Slot.Role.RUNNING)) {
      for (int k = slot.at(); k < slot.end(); k++) {
        refitted.numbers()[k] = sum.sums()[k] / sum.examples();
      }
    }
    return refitted;
  }
}
