package org.linfnet.train;

import java.time.Duration;

/** How often a run keeps a checkpoint; it does so at the ends of epochs only. */
public sealed interface CheckpointInterval {

  /**
   * Whether one is due.
   *
   * @param epochsDone since the run began
   * @param sinceLast the time since the last one, or since this process took up the run
   */
  boolean isDue(int epochsDone, Duration sinceLast);

  /** After so many epochs. */
  record Epochs(int count) implements CheckpointInterval {

    @Override
    public boolean isDue(int epochsDone, Duration sinceLast) {
      return epochsDone % count == 0;
    }
  }

  /** At the end of the first epoch by which so much time has passed. */
  record Time(Duration least) implements CheckpointInterval {

    @Override
    public boolean isDue(int epochsDone, Duration sinceLast) {
      return sinceLast.compareTo(least) >= 0;
    }
  }
}
