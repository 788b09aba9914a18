package org.linfnet.train;

import org.linfnet.network.ClippedHingeLoss;
import org.linfnet.network.CrossEntropyLoss;
import org.linfnet.network.HingeLoss;
import org.linfnet.network.Loss;
import org.linfnet.network.MixedLoss;
import org.linfnet.network.Objective;

/**
 * What training makes small, from epoch to epoch: a loss of the margin and a share of cross-entropy
 * that falls while p rises, by the same factor in the same time (Zhang et al., arXiv 2110.06850,
 * section 4.3).
 *
 * @param margin the loss of the margin
 * @param start the share of cross-entropy until epoch {@code from}; 0 for none ever
 * @param end its share from epoch {@code until}
 * @param scale what logits, as multiples of the hinge's t, are multiplied by in it
 * @param from an epoch
 * @param until an epoch
 */
public record LossSchedule(
    MarginLoss margin, double start, double end, double scale, double from, double until)
    implements ObjectiveSchedule {

  /** The hinge alone. */
  public static final LossSchedule HINGE = new LossSchedule(MarginLoss.HINGE, 0, 0, 1, 0, 0);

  /** A loss of the margin, for a threshold t in network units. */
  public enum MarginLoss {
    /** {@link HingeLoss}. */
    HINGE {
      @Override
      Loss of(float threshold) {
        return new HingeLoss(threshold);
      }
    },
    /** {@link ClippedHingeLoss}. */
    CLIPPED_HINGE {
      @Override
      Loss of(float threshold) {
        return new ClippedHingeLoss(threshold);
      }
    };

    abstract Loss of(float threshold);
  }

  @Override
  public Objective at(double epoch, Units units) {
    return Objective.on(at(epoch, units.margin()));
  }

  /**
   * The loss at a moment of training.
   *
   * @param epoch epochs done, with the fraction of the running one
   * @param threshold the hinge's t in network units
   */
  Loss at(double epoch, float threshold) {
    Loss marginLoss = margin.of(threshold);
    if (start == 0) {
      return marginLoss;
    }
    double share = start * StrictMath.pow(end / start, PSchedule.risen(epoch, from, until));
    return new MixedLoss(
        marginLoss, (float) share, new CrossEntropyLoss((float) (scale / threshold)));
  }
}
