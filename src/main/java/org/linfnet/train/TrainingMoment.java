package org.linfnet.train;

import java.io.Serializable;

/**
 * Where a run stands.
 *
 * @param epoch the running epoch, the first being 0
 * @param step the step within it, the first being 0
 * @param steps the steps of an epoch
 */
public record TrainingMoment(int epoch, int step, int steps) implements Serializable {

  /** Epochs done, with the fraction of the running one. */
  public double epochs() {
    return epoch + step / (double) steps;
  }
}
