package org.linfnet.network;

import java.io.Serializable;

/**
 * Hinge on the margin, {@code max(0, t + max_{j != y} g_j - g_y)}, of one example.
 *
 * @param threshold t in network units, that is the recipe's t divided by sigma
 */
public record HingeLoss(float threshold) implements Serializable {

  /**
   * @throws IllegalArgumentException when the threshold is not above 0
   */
  public HingeLoss {
    if (!(threshold > 0)) {
      throw new IllegalArgumentException("a hinge's threshold is above 0, not " + threshold);
    }
  }

  /**
   * The loss of the example whose logits begin at {@code at}, and its gradient.
   *
   * @param logits {@code float[classes]} from {@code at}
   * @param label the true class
   * @param gradient filled with the loss's gradient, {@code float[classes]} from {@code at}
   */
  public float lossAndGradient(float[] logits, int at, int classes, int label, float[] gradient) {
    for (int j = 0; j < classes; j++) {
      gradient[at + j] = 0;
    }
    int rival = Margin.rival(logits, at, classes, label);
    float loss = threshold + logits[at + rival] - logits[at + label];
    if (loss <= 0) {
      return 0;
    }
    gradient[at + rival] = 1;
    gradient[at + label] = -1;
    return loss;
  }
}
