package org.linfnet.train;

import org.linfnet.network.CrossEntropyLoss;
import org.linfnet.network.Loss;
import org.linfnet.network.Objective;

/**
 * Cross-entropy of the logits and of the worst logits in a ball. The ball's radius rises from 0,
 * and the share of the clean loss, kappa, falls from 1, both by the same amount in the same time
 * (arXiv 1810.12715, section 4). Where the worst logits begin by lines, the share of lines falls
 * from 1 to 0 in that time too (CROWN-IBP, arXiv 1906.06316, section 4).
 *
 * @param epsilon the radius that it rises to, in the unit of radii
 * @param kappa the share that it falls to
 * @param from an epoch
 * @param until an epoch
 * @param lines the share of lines that it begins with, beside intervals
 */
public record BoundsSchedule(double epsilon, double kappa, double from, double until, double lines)
    implements ObjectiveSchedule {

  /** Cross-entropy of the logits alone. */
  public static final BoundsSchedule NONE = new BoundsSchedule(0, 1, 0, 0, 0);

  @Override
  public Objective at(double epoch, Units units) {
    double risen = PSchedule.risen(epoch, from, until);
    Loss loss = new CrossEntropyLoss(1);
    float share = (float) (1 + (kappa - 1) * risen);
    return share == 1
        ? Objective.on(loss)
        : new Objective(
            loss, share, loss, units.ball().scaled(risen), (float) (lines * (1 - risen)));
  }
}
