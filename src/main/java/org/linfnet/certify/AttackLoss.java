package org.linfnet.certify;

import java.io.Serializable;
import org.linfnet.network.Margin;

/** What an attack climbs: a function of one example's logits that grows as its class loses. */
@FunctionalInterface
public interface AttackLoss extends Serializable {

  /**
   * Fills {@code gradient}, {@code float[classes]} from {@code at}.
   *
   * @param logits {@code float[classes]} from {@code at}
   * @param label the class that is attacked
   */
  void gradient(float[] logits, int at, int classes, int label, float[] gradient);

  /** Cross-entropy, -log softmax(g)_y: every class pulls, the nearer the harder. */
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

  /** The margin, max_{j != y} g_j - g_y: the nearest class pulls. */
  static AttackLoss margin() {
    return (logits, at, classes, label, gradient) ->
        pull(Margin.rival(logits, at, classes, label), label, at, classes, gradient);
  }

  /**
   * The margin against one class, g_{y + offset} - g_y, counted round.
   *
   * @param offset 1 up to the classes less 1
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
