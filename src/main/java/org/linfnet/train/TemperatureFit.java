package org.linfnet.train;

import org.linfnet.input.ExampleBlock;
import org.linfnet.input.StoredValues;

/**
 * The temperature T with which {@code softmax(logits / T)} are probabilities that fit labels best:
 * those of the least cross-entropy (Guo et al., On Calibration of Modern Neural Networks, 2017). It
 * changes no prediction.
 *
 * <p>Labels are smoothed as by Platt (1999): of N examples in K classes, the label's class counts
 * as {@code (N + 1) / (N + K)} and every other as {@code 1 / (N + K)}. So the temperature stays
 * above 0 where every example is classified rightly, as training examples often are.
 */
public final class TemperatureFit {

  private static final double LEAST = 1e-6;
  private static final double MOST = 1e6;
  private static final int HALVINGS = 50;

  private final ExampleBlock examples;
  private final int classes;
  private final double own;
  private final double other;

  private TemperatureFit(ExampleBlock examples) {
    this.examples = examples;
    this.classes = examples.values().width();
    double counts = (double) examples.size() + classes;
    this.own = (examples.size() + 1) / counts;
    this.other = 1 / counts;
  }

  /**
   * The temperature for some examples, in the unit of the logits.
   *
   * @param examples their labels and weights, with the logits as their values
   */
  public static double of(ExampleBlock examples) {
    TemperatureFit fit = new TemperatureFit(examples);
    double cold = StrictMath.log(LEAST);
    double hot = StrictMath.log(MOST);
    for (int halving = 0; halving < HALVINGS; halving++) {
      double middle = (cold + hot) / 2;
      if (fit.isTooCold(StrictMath.exp(middle))) {
        cold = middle;
      } else {
        hot = middle;
      }
    }
    return StrictMath.exp((cold + hot) / 2);
  }

  /** Whether cross-entropy falls towards higher temperatures; it has one minimum. */
  private boolean isTooCold(double temperature) {
    StoredValues logits = examples.values();
    double slope = 0;
    for (int example = 0; example < examples.size(); example++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < classes; j++) {
        largest = Math.max(largest, logits.number(example, j));
      }
      double sum = 0;
      double expected = 0;
      double wanted = 0;
      for (int j = 0; j < classes; j++) {
        double away = logits.number(example, j) - largest;
        double share = StrictMath.exp(away / temperature);
        sum += share;
        expected += share * away;
        wanted += away * (j == examples.labels()[example] ? own : other);
      }
      slope += examples.weights()[example] * (expected / sum - wanted);
    }
    return slope > 0;
  }
}
