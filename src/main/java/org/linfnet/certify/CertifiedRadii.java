package org.linfnet.certify;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The largest radius that is certified, example by example: what the margin proves, or more where
 * intervals prove it. Intervals prove a smaller ball whenever they prove a larger one, so the radii
 * that a user asks for are decided exactly, and the largest is closed in on to within {@value
 * #TOLERANCE}.
 *
 * <p>Holds the buffers of one pass, so one thread uses it at a time.
 */
public final class CertifiedRadii {

  /** How far the largest radius that intervals prove may lie above the one given. */
  public static final double TOLERANCE = 1e-4;

  private static final double LARGEST = 1;

  /** How far beyond its guess a probe goes, to leave the answer behind it. */
  private static final double OVERSHOOT = 0.4 * TOLERANCE;

  private static final double OVERSHOOT_GROWTH = 3;
  private static final double LEAST_SLOPE = 0.1;

  /** Every how manieth probe halves, should the guesses be of no use. */
  private static final int HALVING = 4;

  private final IntervalCertificate intervals;
  private final double[] epsilons;

  /**
   * @param epsilons the radii to be decided exactly, in pixel units
   */
  public CertifiedRadii(IntervalCertificate intervals, double[] epsilons) {
    this.intervals = intervals;
    this.epsilons = Arrays.stream(epsilons).sorted().distinct().toArray();
  }

  /**
   * Raises each radius above 0, which must be proved already, to the largest that intervals prove.
   *
   * @param pixels {@code float[size * inputs]} in [0, 1], row-major
   * @param labels the classes that are to stay, {@code int[size]}
   * @param radii in pixel units, {@code double[size]}; raised in place
   */
  public void raise(float[] pixels, int[] labels, double[] radii) {
    Search[] searches = new Search[labels.length];
    Arrays.setAll(searches, example -> new Search(radii[example]));
    int[] open = IntStream.range(0, labels.length).filter(e -> radii[e] > 0).toArray();
    int inputs = labels.length == 0 ? 0 : pixels.length / labels.length;
    float[] openPixels = new float[open.length * inputs];
    int[] openLabels = new int[open.length];
    double[] probes = new double[open.length];
    double[] slacks = new double[open.length];
    while (open.length > 0) {
      for (int k = 0; k < open.length; k++) {
        System.arraycopy(pixels, open[k] * inputs, openPixels, k * inputs, inputs);
        openLabels[k] = labels[open[k]];
        probes[k] = searches[open[k]].probe();
      }
      intervals.bound(openPixels, openLabels, probes, open.length, slacks);
      for (int k = 0; k < open.length; k++) {
        searches[open[k]].settle(probes[k], slacks[k]);
      }
      open = Arrays.stream(open).filter(example -> !searches[example].ended()).toArray();
    }
    Arrays.setAll(radii, example -> searches[example].proved);
  }

  /**
   * What is known of one example. Its slack is the margin's radius at 0 and falls with the radius,
   * nearly in a straight line and never steeper than by as much; where it comes to 0 is guessed so.
   */
  private final class Search {

    private final double start;
    private double proved;
    private double provedSlack;
    private double failed = Double.POSITIVE_INFINITY;
    private double failedSlack;
    private double overshoot = OVERSHOOT;
    private int probes;

    /**
     * @param start what the margin proves
     */
    Search(double start) {
      this.start = start;
      this.proved = start;
    }

    boolean ended() {
      return proved >= LARGEST || (narrow() && undecidedEpsilon() < 0);
    }

    double probe() {
      probes++;
      if (narrow()) {
        return epsilons[undecidedEpsilon()];
      }
      if (failed == Double.POSITIVE_INFINITY) {
        double slope = Math.max((start - provedSlack) / proved, LEAST_SLOPE);
        return proved + provedSlack / slope + overshoot;
      }
      double middle = (proved + failed) / 2;
      if (probes % HALVING == 0) {
        return middle;
      }
      double guess = proved + provedSlack * (failed - proved) / (provedSlack - failedSlack);
      return guess < middle
          ? Math.min(guess + OVERSHOOT, middle)
          : Math.max(guess - OVERSHOOT, middle);
    }

    void settle(double probe, double slack) {
      if (slack > 0) {
        proved = probe;
        provedSlack = slack;
        overshoot *= OVERSHOOT_GROWTH;
      } else {
        failed = probe;
        failedSlack = slack;
      }
    }

    private boolean narrow() {
      return failed - proved <= TOLERANCE;
    }

    /** The place of an epsilon that is neither proved nor failed; negative where there is none. */
    private int undecidedEpsilon() {
      int at = 0;
      while (at < epsilons.length && epsilons[at] <= proved) {
        at++;
      }
      return at < epsilons.length && epsilons[at] < failed ? at : -1;
    }
  }
}
