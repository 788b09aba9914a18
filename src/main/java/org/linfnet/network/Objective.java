package org.linfnet.network;

import java.io.Serializable;

/**
 * What a step of training makes small: {@code kappa} times a loss on the logits of an example, and
 * {@code 1 - kappa} times a loss on the worst logits that bounds leave possible in a ball around it
 * (arXiv 1810.12715, equation 12). Of the worst logits, that of the label is 0 and each other is
 * minus the label's least lead over it.
 *
 * @param clean the loss on the logits
 * @param kappa its share, in [0, 1]; at 1 no bounds are computed
 * @param worst the loss on the worst logits
 * @param ball the perturbations
 * @param lines the share of lines in the bounds, in [0, 1], beside intervals: beta of CROWN-IBP
 *     (arXiv 1906.06316, equation 14); at 0 no lines are computed
 * @param hidden what bounds the hidden values that lines rest on
 */
public record Objective(
    Loss clean, float kappa, Loss worst, Ball ball, float lines, HiddenBounds hidden)
    implements Serializable {

  private static final long serialVersionUID = 3;
  private static final Ball NO_BALL = new Ball(0, new float[0], new float[0]);

  /** A loss on the logits alone. */
  public static Objective on(Loss loss) {
    return new Objective(loss, 1, loss, NO_BALL, 0, HiddenBounds.INTERVALS);
  }

  /** Whether bounds have a share. */
  boolean usesBounds() {
    return kappa < 1;
  }
}
