package org.linfnet.train;

/**
 * How the norm's p grows: {@code start} until epoch {@code from}, {@code end} from epoch {@code
 * until}, rising in between.
 *
 * <p>While it rises it takes whole numbers only, the nearest. At a whole p the kernels need
 * multiplications alone, which is several times faster than a logarithm and an exponential for
 * every term, and p rises so slowly that a step of one is nothing to the network.
 */
public sealed interface PSchedule {

  /**
   * The norm at a moment of training.
   *
   * @param epoch epochs done, with the fraction of the running one
   */
  float at(double epoch);

  /** p rises by the same amount in the same time. */
  record Linear(float start, float end, double from, double until) implements PSchedule {
    @Override
    public float at(double epoch) {
      double risen = risen(epoch, from, until);
      return whole(start + (end - start) * risen, risen, start, end);
    }
  }

  /** p rises by the same factor in the same time. */
  record Exponential(float start, float end, double from, double until) implements PSchedule {
    @Override
    public float at(double epoch) {
      double risen = risen(epoch, from, until);
      return whole(start * StrictMath.pow(end / start, risen), risen, start, end);
    }
  }

  /** p as another schedule has it, and infinity from epoch {@code from}. */
  record EndingAtInfinity(PSchedule before, double from) implements PSchedule {
    @Override
    public float at(double epoch) {
      return epoch < from ? before.at(epoch) : Float.POSITIVE_INFINITY;
    }
  }

  private static float whole(double p, double risen, float start, float end) {
    if (risen == 0 || risen == 1) {
      return (float) p;
    }
    return Math.min(end, Math.max(start, (float) Math.rint(p)));
  }

  /** Which part of a rise from one epoch until another is done, in [0, 1]. */
  static double risen(double epoch, double from, double until) {
    if (epoch < from) {
      return 0;
    }
    return epoch >= until ? 1 : (epoch - from) / (until - from);
  }
}
