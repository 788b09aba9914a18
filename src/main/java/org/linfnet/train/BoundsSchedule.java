package org.linfnet.train;

import java.util.Optional;
import org.linfnet.network.CrossEntropyLoss;
import org.linfnet.network.HiddenBounds;
import org.linfnet.network.Loss;
import org.linfnet.network.Objective;

/**
 * Cross-entropy of the logits and of the worst logits in a ball. The ball's radius, the share of
 * the clean loss and the share of lines in bounds change in the same time, each by the same amount
 * in every step (arXiv 1810.12715, section 4; 1906.06316, section 4).
 *
 * @param radius of the ball, in the unit of radii; it does not fall
 * @param kappa the share of the clean loss
 * @param lines the share of lines, beside intervals
 * @param hidden what bounds hidden values
 * @param from an epoch
 * @param until an epoch
 */
public record BoundsSchedule(
    Change radius, Change kappa, Change lines, HiddenBounds hidden, double from, double until)
    implements ObjectiveSchedule {

  /** Cross-entropy of the logits alone. */
  public static final BoundsSchedule NONE =
      new BoundsSchedule(
          Change.none(0), Change.none(1), Change.none(0), HiddenBounds.INTERVALS, 0, 0);

  /**
   * A number that changes.
   *
   * @param start what it is before
   * @param end what it is after
   */
  public record Change(double start, double end) {

    /** Of a number that stays. */
    public static Change none(double number) {
      return new Change(number, number);
    }

    /** The number when a part of the time has gone. */
    double at(double part) {
      return start + (end - start) * part;
    }
  }

  @Override
  public double epsilon() {
    return radius.end();
  }

  @Override
  public Optional<HiddenBounds> linesAtEnd() {
    return lines.end() > 0 ? Optional.of(hidden) : Optional.empty();
  }

  @Override
  public Objective at(double epoch, Units units) {
    double risen = PSchedule.risen(epoch, from, until);
    Loss loss = new CrossEntropyLoss(1);
    float share = (float) kappa.at(risen);
    double part = epsilon() == 0 ? 0 : radius.at(risen) / epsilon();
    return share == 1
        ? Objective.on(loss)
        : new Objective(
            loss, share, loss, units.ball().scaled(part), (float) lines.at(risen), hidden);
  }
}
