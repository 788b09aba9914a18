package org.linfnet.bench;

import java.util.Random;
import java.util.function.Function;

/**
 * An attack on any classifier of features, which needs its logits only: classifiers that are not
 * networks of layers can be compared by it. It starts from a random corner of the box, moves
 * features to their other side a few at a time, and keeps a move that does not raise the margin.
 *
 * @param queries how often it asks for logits, at most
 */
record BoxSearch(int queries) {

  private static final double FIRST_PART = 0.5;

  /**
   * Whether a point of the box is found at which the label has not the largest logit alone.
   *
   * @param logits the classifier, from {@code double[inputs]} to {@code double[classes]}
   * @param features the example, {@code double[inputs]}
   * @param halfWidths of the box around it, {@code double[inputs]}
   * @param random where moves are drawn from
   */
  boolean breaks(
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
