package org.linfnet.train;

/** How the learning rate falls. Epochs are counted as in {@link PSchedule}. */
public sealed interface LearningRateSchedule {

  /** The learning rate at a moment of training. */
  double at(double epoch);

  /** {@code start}, divided once by {@code divisor} from epoch {@code from}. */
  record Step(double start, double from, double divisor) implements LearningRateSchedule {
    @Override
    public double at(double epoch) {
      return epoch < from ? start : start / divisor;
    }
  }

  /** {@code start} until epoch {@code from}, then along a cosine to 0 at epoch {@code until}. */
  record Cosine(double start, double from, double until) implements LearningRateSchedule {
    @Override
    public double at(double epoch) {
      if (epoch < from) {
        return start;
      }
      double done = Math.min(1, (epoch - from) / (until - from));
      return start / 2 * (1 + StrictMath.cos(Math.PI * done));
    }
  }
}
