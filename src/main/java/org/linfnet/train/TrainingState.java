package org.linfnet.train;

import java.util.ArrayList;
import java.util.List;

/**
 * All that a run is between two epochs: whoever goes on from it gets the bits that the run itself
 * would have got.
 *
 * @param numbers all numbers of the network
 * @param moments Adam's, with the steps done
 * @param history a record for each epoch done, and so the place in every schedule
 */
public record TrainingState(float[] numbers, AdamMoments moments, List<EpochRecord> history) {

  /** A copy of the list is kept; the arrays are not copied. */
  public TrainingState {
    history = List.copyOf(history);
  }

  /** Of a run that starts from this network. */
  static TrainingState starting(float[] numbers) {
    return new TrainingState(numbers, new AdamMoments(numbers.length), List.of());
  }

  /** The same run with other numbers. */
  TrainingState with(float[] otherNumbers) {
    return new TrainingState(otherNumbers, moments, history);
  }

  /** When another epoch has moved the arrays on. */
  TrainingState after(EpochRecord epoch) {
    List<EpochRecord> longer = new ArrayList<>(history);
    longer.add(epoch);
    return new TrainingState(numbers, moments, longer);
  }

  /** The epochs done. */
  public int epochs() {
    return history.size();
  }
}
