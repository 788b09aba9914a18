package org.linfnet.train;

/**
 * How the norm's p grows: {@code start} until epoch {@code from}, {@code end} from epoch {@code
 * until}, rising in every step in between.
 */
public sealed interface PSchedule {

  /**
   * The norm at a moment of training.
   *
   * @param epoch epochs done, with the fraction of the running one
   */
  float at(double epoch);

  /** p rises by the same amount in every step. */
  record Linear(float start, float end, double from, double until) implements PSchedule {
    @Override
    public float at(double epoch) {
      return (float) (start + (end - start) * risen(epoch, from, until));
    }
  }

  /** p rises by the same factor in every step. */
  record Exponential(float start, float end, double from, double until) implements PSchedule {
    @Override
    public float at(double epoch) {
      return (float) (start * StrictMath.pow(end / start, risen(epoch, from, until)));
    }
  }

  private static double risen(double epoch, double from, double until) {
    if (epoch < from) {
      return 0;
    }
    return epoch >= until ? 1 : (epoch - from) / (until - from);
  }
}
