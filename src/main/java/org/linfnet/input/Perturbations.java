package org.linfnet.input;

/** What encodings share about balls in double arithmetic. */
final class Perturbations {

  private Perturbations() {}

  /**
   * An upper bound of the roundings in an end of a ball: those of the product that gives the
   * half-width, and of the sum or difference with the centre.
   */
  static double roundingSlack(double centre, double halfWidth) {
    return 2 * Math.ulp(Math.max(Math.abs(centre), halfWidth));
  }
}
