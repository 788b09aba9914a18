package org.linfnet.report;

/**
 * The search for the example x that minimises {@code max_i |x_i - point_i|}: the first of them when
 * there are several.
 */
final class NearestExample {

  private final double[] point;
  private double[] example = {};
  private double distance = Double.POSITIVE_INFINITY;

  /**
   * @param point {@code double[inputs]}; not copied
   */
  NearestExample(double[] point) {
    this.point = point;
  }

  /**
   * Takes another example into account.
   *
   * @param candidate {@code double[inputs]}, in the point's unit; not copied
   * @throws IllegalArgumentException when it has another length than the point
   */
  void offer(double[] candidate) {
    if (candidate.length != point.length) {
      throw new IllegalArgumentException(
          "an example of " + candidate.length + " values among points of " + point.length);
    }
    double candidateDistance = distance(candidate);
    if (candidateDistance < distance) {
      example = candidate;
      distance = candidateDistance;
    }
  }

  double[] point() {
    return point;
  }

  /** The nearest of all that were offered; without values before the first. */
  double[] example() {
    return example;
  }

  /** Its distance in l-infinity; infinite before the first. */
  double distance() {
    return distance;
  }

  /** The distance, or a number that is not below the least distance so far when it is not. */
  private double distance(double[] candidate) {
    double largest = 0;
    for (int i = 0; i < point.length && largest < distance; i++) {
      largest = Math.max(largest, Math.abs(candidate[i] - point[i]));
    }
    return largest;
  }
}
