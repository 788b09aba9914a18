package org.linfnet.network;

/**
 * One loss and a share of another: {@code first + share second}.
 *
 * @param share how much of the second
 */
public record MixedLoss(Loss first, float share, Loss second) implements Loss {

  private static final long serialVersionUID = 1;

  @Override
  public float addGradient(
      float[] logits, int at, int classes, int label, float weight, float[] gradient) {
    float loss = first.addGradient(logits, at, classes, label, weight, gradient);
    return loss + share * second.addGradient(logits, at, classes, label, weight * share, gradient);
  }
}
