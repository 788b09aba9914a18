package org.linfnet.certify;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The largest radius that is certified, example by example: what the margin proves, or more where
 * the bounds of a {@link BoundsCertificate} prove more. These are intervals or linear bounds. What
 * they prove of a ball holds in every smaller ball. The radii that a user asks for are decided
 * exactly; the largest radius is found to within the encoding's {@link
 * org.linfnet.input.Encoding#radiusTolerance}, or a millionth of the radius where that is more.
 *
 * <p>It holds the buffers of one pass, so one thread uses it at a time.
 */
public final class CertifiedRadii {

  /** How far beyond its guess a probe goes, in tolerances, so that the answer lies below it. */
  private static final double OVERSHOOT = 0.4;

  private static final double OVERSHOOT_GROWTH = 3;
  private static final double LEAST_SLOPE = 0.1;

  /** Doubles of a large radius can lie further apart than the tolerance. */
  private static final double RELATIVE_TOLERANCE = 1e-6;

  /** Every fourth probe bisects, in case interpolation stalls. */
  private static final int BISECTION = 4;

  /**
   * Probes bisect while the slack that failed is so many times the one that was proved: bounds of
   * affine layers grow by a factor from layer to layer, and then a line is no guide.
   */
  private static final double FAR = 4;

  private final BoundsCertificate intervals;
  private final double[] epsilons;
  private final double tolerance;
  private final double largest;

  /**
   * @param epsilons the radii to be decided exactly, in the encoding's unit
   */
  public CertifiedRadii(BoundsCertificate intervals, double[] epsilons) {
    this.intervals = intervals;
    this.tolerance = intervals.encoding().radiusTolerance();
    this.largest = intervals.encoding().largestRadius();
    this.epsilons = Arrays.stream(epsilons).sorted().distinct().toArray();
  }

  /**
   * Raises each radius, which must be proved already, to the largest that the bounds prove. A
   * radius of 0 stays where the bounds do not prove the class of the example itself.
   *
   * @param values the examples in the user's units, {@code double[size * inputs]}, row-major
   * @param labels the classes that are to stay, {@code int[size]}
   * @param radii in the encoding's unit, {@code double[size]}; raised in place
   */
  public void raise(double[] values, int[] labels, double[] radii) {
    Search[] searches = new Search[labels.length];
    Arrays.setAll(searches, example -> new Search(radii[example]));
    int[] open = IntStream.range(0, labels.length).toArray();
    int inputs = labels.length == 0 ? 0 : values.length / labels.length;
    double[] openValues = new double[open.length * inputs];
    int[] openLabels = new int[open.length];
    double[] probes = new double[open.length];
    double[] slacks = new double[open.length];
    while (open.length > 0) {
      for (int k = 0; k < open.length; k++) {
        System.arraycopy(values, open[k] * inputs, openValues, k * inputs, inputs);
        openLabels[k] = labels[open[k]];
        probes[k] = searches[open[k]].probe();
      }
      intervals.bound(openValues, openLabels, probes, open.length, slacks);
      for (int k = 0; k < open.length; k++) {
        searches[open[k]].settle(probes[k], slacks[k]);
      }
      open = Arrays.stream(open).filter(example -> !searches[example].ended()).toArray();
    }
    Arrays.setAll(radii, example -> searches[example].proved);
  }

  /**
   * The search for one example. In a network of distances the slack is the margin's radius at 0. It
   * falls nearly linearly as the radius grows, so its zero is found by interpolation.
   */
  private final class Search {

    private double start;
    private double proved;
    private double provedSlack;
    private double failed = Double.POSITIVE_INFINITY;
    private double failedSlack;
    private double overshoot = OVERSHOOT * tolerance;
    private int probes;

    /**
     * @param start what the margin proves; 0 for nothing
     */
    Search(double start) {
      this.start = start;
      this.proved = start;
    }

    boolean ended() {
      return failed == 0 || proved >= largest || (narrow() && undecidedEpsilon() < 0);
    }

    double probe() {
      probes++;
      if (start == 0) {
        return 0;
      }
      if (narrow()) {
        return epsilons[undecidedEpsilon()];
      }
      if (failed == Double.POSITIVE_INFINITY) {
        double slope = proved == 0 ? 1 : Math.max((start - provedSlack) / proved, LEAST_SLOPE);
        return Math.min(proved + provedSlack / slope + overshoot, largest);
      }
      double middle = (proved + failed) / 2;
      if (probes % BISECTION == 0 || -failedSlack > FAR * provedSlack) {
        return middle;
      }
      double guess = proved + provedSlack * (failed - proved) / (provedSlack - failedSlack);
      return guess < middle
          ? Math.min(guess + OVERSHOOT * tolerance, middle)
          : Math.max(guess - OVERSHOOT * tolerance, middle);
    }

    void settle(double probe, double slack) {
      if (slack > 0) {
        start = probe == 0 ? slack : start;
        proved = probe;
        provedSlack = slack;
        overshoot *= OVERSHOOT_GROWTH;
      } else {
        failed = probe;
        failedSlack = slack;
      }
    }

    private boolean narrow() {
      return failed - proved <= Math.max(tolerance, RELATIVE_TOLERANCE * proved);
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
