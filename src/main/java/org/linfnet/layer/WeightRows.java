package org.linfnet.layer;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * The numbers of an affine map: rows of weights, and a bias for each row. An output is the sum of
 * the products of one row with some of the inputs, plus the row's bias.
 *
 * @param weights {@code float[rows * terms]}, row-major
 * @param bias {@code float[rows]}
 * @param start how the weights start
 */
record WeightRows(Slot weights, Slot bias, Start start) implements Serializable {

  private static final long serialVersionUID = 1;

  /** The option of a layer that names its {@link Start}. */
  private static final String START_OPTION = "start";

  /** The option of a layer that names the {@link Projection} of its rows. */
  private static final String ROWS_OPTION = "rows";

  /** The option of a layer that names what its rows' learning rate is multiplied by. */
  private static final String RATE_OPTION = "rate";

  private static final double MOST_RATE = 1000;

  /** The options that every layer of weight rows has. */
  static Set<String> options(String... others) {
    Set<String> options = new HashSet<>(List.of(START_OPTION, ROWS_OPTION, RATE_OPTION));
    options.addAll(List.of(others));
    return Set.copyOf(options);
  }

  /** How weights start: from a normal distribution of mean 0. */
  enum Start {
    /** N(0, 1 / terms): outputs start as large as the inputs. */
    NORMAL {
      @Override
      double deviation(int terms) {
        return 1 / Math.sqrt(terms);
      }
    },
    /**
     * A deviation of {@code sqrt(2 pi) / terms}: behind a relu, the radius of a box starts as large
     * as that of the box before (arXiv 2103.17268, section 4.1).
     */
    INTERVAL {
      @Override
      double deviation(int terms) {
        return Math.sqrt(2 * Math.PI) / terms;
      }
    };

    abstract double deviation(int terms);
  }

  /** Places rows of {@code terms} weights each. */
  static WeightRows placed(LayerOptions options, SlotPlaces slots, int rows, int terms) {
    Start start =
        options.choice(
            START_OPTION, Start.NORMAL, Map.of("normal", Start.NORMAL, "interval", Start.INTERVAL));
    Projection projection =
        options.choice(
            ROWS_OPTION,
            Projection.NONE,
            Map.of("free", Projection.NONE, "l1-ball", new L1BallRows(terms)));
    double rate = options.number(RATE_OPTION, 1, 0, MOST_RATE);
    return new WeightRows(
        slots.trained(
            "weights", (long) rows * terms, new Slot.Update(rate, Decay.NONE, projection)),
        slots.trained("bias", rows, new Slot.Update(rate, Decay.NONE, Projection.NONE)),
        start);
  }

  int rows() {
    return bias.length();
  }

  /** The products of a sum. */
  int terms() {
    return weights.length() / bias.length();
  }

  float weight(float[] numbers, int row, int term) {
    return numbers[weights.at() + row * terms() + term];
  }

  float bias(float[] numbers, int row) {
    return numbers[bias.at() + row];
  }

  /** Draws the weights; the bias starts at 0. */
  void start(float[] numbers, Random random) {
    double deviation = start.deviation(terms());
    for (int i = weights.at(); i < weights.end(); i++) {
      numbers[i] = (float) (deviation * random.nextGaussian());
    }
    weights.update().projection().apply(numbers, weights);
  }

  /** Whether every step of the optimiser leaves rows of an l_1 norm of at most 1. */
  boolean stayOnL1Ball() {
    return weights.update().projection() instanceof L1BallRows;
  }

  /** An upper bound of the largest l_1 norm of a row. */
  double largestNorm(float[] numbers) {
    double largest = 0;
    for (int row = 0; row < rows(); row++) {
      double norm = 0;
      for (int i = 0; i < terms(); i++) {
        norm += Math.abs(weight(numbers, row, i));
      }
      largest = Math.max(largest, norm);
    }
    return new FloatSums(terms()).atMostInDouble(largest);
  }

  /**
   * An upper bound of how far the float sum of a row lies from the real one.
   *
   * @param reach the largest absolute value of each term's input, {@code double[terms]}
   */
  double roundingError(float[] numbers, double[] reach) {
    FloatSums sums = new FloatSums(terms() + 1);
    double largest = 0;
    for (int row = 0; row < rows(); row++) {
      double absolute = Math.abs(bias(numbers, row));
      for (int i = 0; i < terms(); i++) {
        absolute += Math.abs(weight(numbers, row, i)) * reach[i];
      }
      largest = Math.max(largest, sums.error(sums.atMostInDouble(absolute)));
    }
    return largest;
  }
}
