package org.linfnet.train;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.network.NetworkState;

/**
 * All that a run is between two epochs: whoever goes on from it gets the bits that the run itself
 * would have got.
 *
 * @param network the parameters and running means
 * @param moments Adam's, with the steps done
 * @param history a record for each epoch done, and so the place in every schedule
 */
public record TrainingState(NetworkState network, AdamMoments moments, List<EpochRecord> history) {

  /** A copy of the list is kept; the arrays are not copied. */
  public TrainingState {
    history = List.copyOf(history);
  }

  /** Of a run that starts from this network. */
  static TrainingState starting(NetworkState network) {
    return new TrainingState(network, new AdamMoments(network.parameters().length), List.of());
  }

  /** When another epoch has moved the arrays on. */
  TrainingState after(EpochRecord epoch) {
    List<EpochRecord> longer = new ArrayList<>(history);
    longer.add(epoch);
    return new TrainingState(network, moments, longer);
  }

  /** The epochs done. */
  public int epochs() {
    return history.size();
  }
}
