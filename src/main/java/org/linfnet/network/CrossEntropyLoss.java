package org.linfnet.network;

/**
 * Cross-entropy of scaled logits, {@code log sum_j exp(s g_j) - s g_y}.
 *
 * @param scale s, per network unit
 */
public record CrossEntropyLoss(float scale) implements Loss {

  private static final long serialVersionUID = 1;

  /**
   * @throws IllegalArgumentException when the scale is not above 0
   */
  public CrossEntropyLoss {
    if (!(scale > 0)) {
      throw new IllegalArgumentException("a cross-entropy's scale is above 0, not " + scale);
    }
  }

  @Override
  public float addGradient(
      float[] logits, int at, int classes, int label, float weight, float[] gradient) {
    float largest = logits[at + Margin.prediction(logits, at, classes)];
    double sum = 0;
    for (int j = 0; j < classes; j++) {
      sum += exponential(logits[at + j], largest);
    }
    for (int j = 0; j < classes; j++) {
      double probability = exponential(logits[at + j], largest) / sum;
      gradient[at + j] += (float) (weight * scale * (probability - (j == label ? 1 : 0)));
    }
    return (float) (StrictMath.log(sum) - scale * (double) (logits[at + label] - largest));
  }

  private double exponential(float logit, float largest) {
    return StrictMath.exp(scale * (double) (logit - largest));
  }
}
