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
  private static final double STRIDE_GROWTH = 4;

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
    boolean[] certified = new boolean[open.length];
    while (open.length > 0) {
      for (int k = 0; k < open.length; k++) {
        System.arraycopy(pixels, open[k] * inputs, openPixels, k * inputs, inputs);
        openLabels[k] = labels[open[k]];
        probes[k] = searches[open[k]].probe();
      }
      intervals.certify(openPixels, openLabels, probes, open.length, certified);
      for (int k = 0; k < open.length; k++) {
        searches[open[k]].settle(probes[k], certified[k]);
      }
      open = Arrays.stream(open).filter(example -> !searches[example].ended()).toArray();
    }
    Arrays.setAll(radii, example -> searches[example].proved);
  }

  /** What is known of one example. */
  private final class Search {

    private double proved;
    private double failed = LARGEST + TOLERANCE;
    private double stride = TOLERANCE;

    Search(double proved) {
      this.proved = proved;
    }

    boolean ended() {
      return proved >= LARGEST || (failed - proved <= TOLERANCE && !undecidedEpsilon());
    }

    /** The middle of the undecided epsilons; then growing strides, for most gain little; halves. */
    double probe() {
      if (undecidedEpsilon()) {
        return epsilons[(firstAbove(proved) + firstAbove(Math.nextDown(failed))) >>> 1];
      }
      return Math.min(proved + stride, (proved + failed) / 2);
    }

    void settle(double probe, boolean certified) {
      boolean strode = probe == proved + stride;
      if (certified) {
        proved = probe;
        stride *= strode ? STRIDE_GROWTH : 1;
      } else {
        failed = probe;
        stride = strode ? Double.POSITIVE_INFINITY : stride;
      }
    }

    private boolean undecidedEpsilon() {
      return firstAbove(proved) < firstAbove(Math.nextDown(failed));
    }

    private int firstAbove(double radius) {
      int at = 0;
      while (at < epsilons.length && epsilons[at] <= radius) {
        at++;
      }
      return at;
    }
  }
}
