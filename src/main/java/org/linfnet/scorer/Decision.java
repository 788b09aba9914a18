package org.linfnet.scorer;

import java.io.Serializable;
import org.linfnet.InvalidInputException;

/**
 * How logits become probabilities and a class. With thresholds t, the class is the one with the
 * largest {@code probability / t}, as in Spark's classifiers: the one with the largest {@code logit
 * - temperature * log(t)}. So thresholds are constants that are taken away from the logits, and
 * such a difference is as far from changing as one of logits.
 */
public final class Decision implements Serializable {

  private static final long serialVersionUID = 1;

  /** Ulps that two roundings of each of two numbers cannot exceed, with room to spare. */
  private static final double SLACK_ULPS = 8;

  private final double temperature;
  private final double[] handicaps;
  private final boolean plain;

  /**
   * @param temperature what logits are divided by before softmax, above 0
   * @param thresholds {@code double[classes]}, 0 or more; empty where every class counts alike
   * @throws InvalidInputException when there are neither none nor one a class
   */
  public Decision(double temperature, double[] thresholds, int classes) {
    if (thresholds.length != 0 && thresholds.length != classes) {
      throw new InvalidInputException(
          "there are %d thresholds for %d classes: give one a class"
              .formatted(thresholds.length, classes));
    }
    this.temperature = temperature;
    this.plain = thresholds.length == 0;
    this.handicaps = new double[classes];
    for (int j = 0; j < thresholds.length; j++) {
      handicaps[j] = temperature * StrictMath.log(thresholds[j]);
    }
  }

  /** Whether the class is that of the largest logit, without thresholds. */
  boolean isPlain() {
    return plain;
  }

  /** The probabilities that logits stand for: softmax of {@code logits / temperature}. */
  public double[] probabilities(double[] logits) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      largest = Math.max(largest, logit);
    }
    double[] probabilities = new double[logits.length];
    double sum = 0;
    for (int j = 0; j < logits.length; j++) {
      probabilities[j] = Math.exp((logits[j] - largest) / temperature);
      sum += probabilities[j];
    }
    for (int j = 0; j < probabilities.length; j++) {
      probabilities[j] /= sum;
    }
    return probabilities;
  }

  /** The class, the first of equals. */
  public int prediction(double[] logits) {
    int best = 0;
    for (int j = 1; j < logits.length; j++) {
      if (logits[j] - handicaps[j] > logits[best] - handicaps[best]) {
        best = j;
      }
    }
    return best;
  }

  /**
   * By how much a class leads, in network units: each logit can move by half of it, and the class
   * stays. It is rounded down, and not above 0 where another class leads.
   */
  public double margin(double[] logits, int prediction) {
    double own = logits[prediction] - handicaps[prediction];
    double rival = Double.NEGATIVE_INFINITY;
    double largest = Math.abs(own);
    for (int j = 0; j < logits.length; j++) {
      if (j != prediction) {
        double other = logits[j] - handicaps[j];
        rival = Math.max(rival, other);
        largest = Math.max(largest, Math.abs(other));
      }
    }
    double margin = Math.nextDown(own - rival);
    return plain ? margin : margin - SLACK_ULPS * Math.ulp(largest + Math.abs(margin));
  }
}
