package org.linfnet.network;

/**
 * Hinge on the margin, {@code max(0, t + max_{j != y} g_j - g_y)}.
 *
 * @param threshold t in network units, that is the recipe's t divided by sigma
 */
public record HingeLoss(float threshold) implements Loss {

  private static final long serialVersionUID = 1;

  /**
   * @throws IllegalArgumentException when the threshold is not above 0
   */
  public HingeLoss {
    if (!(threshold > 0)) {
      throw new IllegalArgumentException("a hinge's threshold is above 0, not " + threshold);
    }
  }

  @Override
  public float addGradient(
      float[] logits, int at, int classes, int label, float weight, float[] gradient) {
    int rival = Margin.rival(logits, at, classes, label);
    float loss = threshold + logits[at + rival] - logits[at + label];
    if (loss <= 0) {
      return 0;
    }
    gradient[at + rival] += weight;
    gradient[at + label] -= weight;
    return loss;
  }
}
