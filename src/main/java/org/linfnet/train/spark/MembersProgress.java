package org.linfnet.train.spark;

import java.util.stream.IntStream;
import org.linfnet.train.EpochRecord;
import org.linfnet.train.TrainingListener;

/**
 * Tells a listener of the epochs and steps of all members as of one run: it hears of as many as all
 * members have had together. Members may train at the same time.
 */
final class MembersProgress {

  private final TrainingListener listener;

  /** The epochs that each member has ended. */
  private final int[] epochs;

  /** The steps that each member has ended of its next epoch. */
  private final int[] steps;

  /**
   * @param listener hears of all members, of one event at a time
   * @param members how many there are
   */
  MembersProgress(TrainingListener listener, int members) {
    this.listener = listener;
    this.epochs = new int[members];
    this.steps = new int[members];
  }

  /**
   * What hears of one member.
   *
   * @param member its number, the first being 0
   */
  TrainingListener of(int member) {
    return new TrainingListener() {
      @Override
      public void stepEnded(int epoch, int step, int stepsOfEpoch) {
        tellStep(member, epoch, step, stepsOfEpoch);
      }

      @Override
      public void epochEnded(EpochRecord epoch) {
        tellEpoch(member, epoch);
      }
    };
  }

  private synchronized void tellStep(int member, int epoch, int step, int stepsOfEpoch) {
    epochs[member] = epoch;
    steps[member] = step + 1;
    int last = IntStream.of(steps).sum() - 1;
    int ended = IntStream.of(epochs).sum();
    listener.stepEnded(ended + last / stepsOfEpoch, last % stepsOfEpoch, stepsOfEpoch);
  }

  private synchronized void tellEpoch(int member, EpochRecord epoch) {
    ended(member, epoch.epoch());
    listener.epochEnded(epoch.later(IntStream.of(epochs).sum() - epoch.epoch()));
  }

  /** A member has ended so many epochs, of which some may have come from a checkpoint. */
  synchronized void ended(int member, int ofMember) {
    epochs[member] = ofMember;
    steps[member] = 0;
  }
}
