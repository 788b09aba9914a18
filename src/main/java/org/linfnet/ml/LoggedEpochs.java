package org.linfnet.ml;

import org.linfnet.train.EpochRecord;
import org.linfnet.train.TrainingListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log how a fit goes.
 *
 * @param epochs how many there are at most
 */
record LoggedEpochs(int epochs) implements TrainingListener {

  private static final Logger LOG = LoggerFactory.getLogger(LinfDistClassifier.class);

  @Override
  public void stepEnded(int epoch, int step, int steps) {}

  @Override
  public void epochEnded(EpochRecord epoch) {
    LOG.info("{}", epoch.toLine(epochs));
  }
}
