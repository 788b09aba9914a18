package org.linfnet.train;

/** Hears of a run's progress. */
public interface TrainingListener {

  /** Keeps quiet. */
  TrainingListener SILENT =
      new TrainingListener() {
        @Override
        public void stepEnded(int epoch, int step, int steps) {
          // Nobody asked.
        }

        @Override
        public void epochEnded(EpochRecord epoch) {
          // Nobody asked.
        }
      };

  /** A step has ended. */
  void stepEnded(int epoch, int step, int steps);

  /** An epoch has ended. */
  void epochEnded(EpochRecord epoch);
}
