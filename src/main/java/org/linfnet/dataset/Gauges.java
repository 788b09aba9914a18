package org.linfnet.dataset;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Random;
import org.linfnet.InvalidInputException;
import org.linfnet.RandomStream;

/**
 * The embedded tabular data set {@code gauges}: readings of instruments on a machine in one of a
 * few states. The same seed draws the same rows.
 *
 * <p>A state is a union of operating points, which are points of {@value #FACTORS} hidden factors;
 * a reading is a smooth, bent mixture of these factors, with a gain, an offset and noise of the
 * instrument's own. So classes are not linearly separable, features are correlated, and their units
 * differ by orders of magnitude. A fraction of the labels is wrong.
 *
 * @param seed of every random number
 * @param features readings in a row
 * @param classes states
 */
public record Gauges(long seed, int features, int classes) implements Serializable {

  private static final int FACTORS = 6;
  private static final int POINTS_A_CLASS = 6;
  private static final double POINT_SPREAD = 0.25;
  private static final double NOISE = 0.1;
  private static final double MISLABELLED = 0.01;
  private static final long MACHINE = 0;
  private static final long ROWS = 1;

  /**
   * @throws InvalidInputException when there are fewer features than one or classes than two
   */
  public Gauges {
    if (features < 1 || classes < 2) {
      throw new InvalidInputException(
          "gauges of %d features in %d classes: there must be 1 and 2 at least"
              .formatted(features, classes));
    }
  }

  /** What all rows share; drawn once, rows are then drawn one by one. */
  public Machine machine() {
    return new Machine(this);
  }

  /**
   * A row.
   *
   * @param label the state
   * @param features the readings, {@code double[features]}
   */
  public record Reading(int label, double[] features) {}

  /** A machine with its instruments. */
  public static final class Machine {

    private final Gauges gauges;
    private final double[][] points;
    private final double[][] mixture;
    private final double[] gain;
    private final double[] offset;

    Machine(Gauges gauges) {
      this.gauges = gauges;
      Random random = new RandomStream(gauges.seed()).at(MACHINE).random();
      this.points = gaussian(gauges.classes() * POINTS_A_CLASS, FACTORS, random);
      this.mixture = gaussian(gauges.features(), FACTORS, random);
      this.gain = new double[gauges.features()];
      Arrays.setAll(gain, i -> StrictMath.pow(10, 4 * random.nextDouble() - 2));
      this.offset = new double[gauges.features()];
      Arrays.setAll(offset, i -> gain[i] * 3 * random.nextGaussian());
    }

    /** The row of a number, the same whenever it is asked for. */
    public Reading row(long number) {
      Random random = new RandomStream(gauges.seed()).at(ROWS, number).random();
      int point = random.nextInt(points.length);
      double[] factors = new double[FACTORS];
      Arrays.setAll(factors, f -> points[point][f] + POINT_SPREAD * random.nextGaussian());
      double[] readings = new double[gauges.features()];
      Arrays.setAll(readings, i -> reading(i, factors, random));
      boolean mislabelled = random.nextDouble() < MISLABELLED;
      int label = mislabelled ? random.nextInt(gauges.classes()) : point % gauges.classes();
      return new Reading(label, readings);
    }

    private double reading(int instrument, double[] factors, Random random) {
      double sum = 0;
      for (int f = 0; f < FACTORS; f++) {
        sum += mixture[instrument][f] * factors[f];
      }
      double bent = StrictMath.tanh(sum / StrictMath.sqrt(FACTORS));
      return offset[instrument] + gain[instrument] * (bent + NOISE * random.nextGaussian());
    }

    private static double[][] gaussian(int rows, int columns, Random random) {
      double[][] drawn = new double[rows][columns];
      for (double[] row : drawn) {
        Arrays.setAll(row, i -> random.nextGaussian());
      }
      return drawn;
    }
  }
}
