package org.linfnet.attack;

import org.linfnet.network.Margin;

/** The function of one example's logits that an attack makes large. */
@FunctionalInterface
public interface AttackLoss {

  /**
   * Fills {@code gradient}, {@code float[classes]} from {@code at}.
   *
   * @param logits {@code float[classes]} from {@code at}
   * @param label the class that is attacked
   */
  void gradient(float[] logits, int at, int classes, int label, float[] gradient);

  /** Cross-entropy, {@code -log softmax(g)_y}. */
  static AttackLoss crossEntropy() {
    return (logits, at, classes, label, gradient) -> {
      float largest = logits[at + Margin.prediction(logits, at, classes)];
      double sum = 0;
      for (int j = 0; j < classes; j++) {
        sum += Math.exp(logits[at + j] - largest);
      }
      for (int j = 0; j < classes; j++) {
        double share = Math.exp(logits[at + j] - largest) / sum;
        gradient[at + j] = (float) (j == label ? share - 1 : share);
      }
    };
  }

  /** The negative margin, {@code max_{j != y} g_j - g_y}. */
  static AttackLoss margin() {
    return (logits, at, classes, label, gradient) ->
        pull(Margin.rival(logits, at, classes, label), label, at, classes, gradient);
  }

  /**
   * The negative margin against one class, {@code g_{(y + offset) mod classes} - g_y}.
   *
   * @param offset from 1 to the classes less 1
   */
  static AttackLoss targeted(int offset) {
    return (logits, at, classes, label, gradient) ->
        pull((label + offset) % classes, label, at, classes, gradient);
  }

  private static void pull(int target, int label, int at, int classes, float[] gradient) {
    for (int j = 0; j < classes; j++) {
      gradient[at + j] = 0;
    }
    gradient[at + target] = 1;
    gradient[at + label] = -1;
  }
}
