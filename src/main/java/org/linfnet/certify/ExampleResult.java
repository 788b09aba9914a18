package org.linfnet.certify;

import java.util.List;

/**
 * What an evaluation found out about one example.
 *
 * @param id of the example
 * @param label its class, or {@link org.linfnet.data.ExampleBlock#NO_LABEL}
 * @param prediction the class it is given
 * @param margin of the label, or of the prediction where there is no label, in pixel units; {@link
 *     #UNMEASURED} of a classifier that certifies nothing
 * @param marginRadius what the margin certifies, in pixel units, or {@link #UNMEASURED}
 * @param certifiedRadius the largest certified radius, in pixel units, or {@link #UNMEASURED}
 * @param outcomes one for each epsilon
 */
public record ExampleResult(
    long id,
    int label,
    int prediction,
    double margin,
    double marginRadius,
    double certifiedRadius,
    List<Outcome> outcomes) {

  /** In the place of a margin or radius that was not worked out. */
  public static final double UNMEASURED = Double.NaN;

  /** Of a classifier that certifies nothing. */
  static ExampleResult uncertified(long id, int label, int prediction, List<Outcome> outcomes) {
    return new ExampleResult(id, label, prediction, UNMEASURED, UNMEASURED, UNMEASURED, outcomes);
  }

  /**
   * What was found within one radius.
   *
   * @param epsilon the radius, in pixel units
   * @param status what is known
   * @param counterexample what broke it; null unless it is attacked
   */
  public record Outcome(double epsilon, Status status, Counterexample counterexample) {}
}
