package org.linfnet.network;

/** By how much a class leads: {@code g_y - max_{j != y} g_j}, in network units. */
public final class Margin {

  private Margin() {}

  /** The class with the largest logit, the first of equals. */
  public static int prediction(float[] logits, int at, int classes) {
    int best = 0;
    for (int j = 1; j < classes; j++) {
      if (logits[at + j] > logits[at + best]) {
        best = j;
      }
    }
    return best;
  }

  /** The class with the largest logit but for {@code label}, the first of equals. */
  public static int rival(float[] logits, int at, int classes, int label) {
    int best = label == 0 ? 1 : 0;
    for (int j = best + 1; j < classes; j++) {
      if (j != label && logits[at + j] > logits[at + best]) {
        best = j;
      }
    }
    return best;
  }

  /** The margin of {@code label}; below 0 where another class leads. */
  public static float of(float[] logits, int at, int classes, int label) {
    return logits[at + label] - logits[at + rival(logits, at, classes, label)];
  }
}
