package org.linfnet.train;

/** Hears of a run's progress. */
public interface TrainingListener {

  /** A step has ended. */
  void stepEnded(int epoch, int step, int steps);

  /** An epoch has ended. */
  void epochEnded(EpochRecord epoch);
}
