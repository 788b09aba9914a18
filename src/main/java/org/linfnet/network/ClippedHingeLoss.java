package org.linfnet.network;

/**
 * The hinge as a fraction of t, clipped at 1: {@code min(1, max(0, t + max_{j != y} g_j - g_y) /
 * t)}. An example that is misclassified has no gradient: it cannot be certified however far it
 * moves, and no longer pulls at those that can (Zhang et al., arXiv 2110.06850, section 4.2).
 *
 * @param threshold t in network units, that is the recipe's t divided by sigma
 */
public record ClippedHingeLoss(float threshold) implements Loss {

  private static final long serialVersionUID = 1;

  /**
   * @throws IllegalArgumentException when the threshold is not above 0
   */
  public ClippedHingeLoss {
    if (!(threshold > 0)) {
      throw new IllegalArgumentException("a hinge's threshold is above 0, not " + threshold);
    }
  }

  @Override
  public float addGradient(
      float[] logits, int at, int classes, int label, float weight, float[] gradient) {
    int rival = Margin.rival(logits, at, classes, label);
    float loss = (threshold + logits[at + rival] - logits[at + label]) / threshold;
    if (loss <= 0) {
      return 0;
    }
    if (loss >= 1) {
      return 1;
    }
    gradient[at + rival] += weight / threshold;
    gradient[at + label] -= weight / threshold;
    return loss;
  }
}
