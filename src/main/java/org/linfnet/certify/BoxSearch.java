package org.linfnet.certify;

import java.util.Random;
import java.util.function.Function;

/**
 * An attack on any classifier of features that asks for nothing but its logits: it starts from a
 * random corner of the box, flips features to their other side a few at a time, and keeps what
 * lowers the margin.
 *
 * @param queries the logits it asks for, at most
 */
public record BoxSearch(int queries) {

  private static final double FIRST_PART = 0.5;

  /**
   * Whether a point of the box is found that is not given the label.
   *
   * @param logits the classifier
   * @param features the example, {@code double[inputs]}
   * @param halfWidths of the box around it, {@code double[inputs]}
   */
  public boolean breaks(
      Function<double[], double[]> logits,
      double[] features,
      double[] halfWidths,
      int label,
      Random random) {
    double[] point = features.clone();
    double margin = margin(logits.apply(point), label);
    for (int query = 1; query < queries && margin > 0; query++) {
      double part = FIRST_PART * (1 - query / (double) queries);
      double[] moved = query == 1 ? features.clone() : point.clone();
      boolean any = false;
      for (int i = 0; i < moved.length; i++) {
        if (query == 1 || random.nextDouble() < part) {
          moved[i] = features[i] + (random.nextBoolean() ? halfWidths[i] : -halfWidths[i]);
          any = true;
        }
      }
      if (!any) {
        int i = random.nextInt(moved.length);
        moved[i] = features[i] + (point[i] > features[i] ? -halfWidths[i] : halfWidths[i]);
      }
      double movedMargin = margin(logits.apply(moved), label);
      if (movedMargin <= margin) {
        point = moved;
        margin = movedMargin;
      }
    }
    return !(margin > 0);
  }

  private static double margin(double[] logits, int label) {
    double rival = Double.NEGATIVE_INFINITY;
    for (int j = 0; j < logits.length; j++) {
      if (j != label) {
        rival = Math.max(rival, logits[j]);
      }
    }
    return logits[label] - rival;
  }
}
