package org.linfnet.layer;

/**
 * By how much a float sum of products can differ from the real one. For any order of summation,
 * with or without fused operations, {@code |fl(sum a_i b_i) - sum a_i b_i| <= gamma sum |a_i|
 * |b_i|} with {@code gamma = n u / (1 - n u)} and u = 2^-24, as long as nothing underflows; each
 * product that underflows adds at most half of the smallest float.
 *
 * @param terms n, the products of a sum
 * @param gamma rounded up; infinite when n u is not well below 1
 * @param growth {@code 1 / (1 - gamma)}, rounded up; infinite when gamma is not well below 1
 */
record FloatSums(int terms, double gamma, double growth) {

  private static final double UNIT_ROUNDOFF = 0x1p-24;
  private static final double SMALLEST = Float.MIN_VALUE;
  private static final double LARGEST = Float.MAX_VALUE / 4.0;

  /** What a bound is multiplied by, so that its own roundings in double cannot matter. */
  static final double SLACK = 1 + 0x1p-40;

  /** Of sums of so many products. */
  FloatSums(int terms) {
    this(terms, gamma(terms), growth(gamma(terms)));
  }

  private static double gamma(int terms) {
    double part = terms * UNIT_ROUNDOFF;
    return part < 0.5 ? part / (1 - part) * SLACK : Double.POSITIVE_INFINITY;
  }

  private static double growth(double gamma) {
    return gamma < 0.5 ? SLACK / (1 - gamma) : Double.POSITIVE_INFINITY;
  }

  /**
   * The allowance for a float sum; infinite when the sum could overflow.
   *
   * @param absolute an upper bound of {@code sum |a_i| |b_i|}
   */
  double error(double absolute) {
    return absolute < LARGEST
        ? (gamma * absolute + terms * SMALLEST) * SLACK
        : Double.POSITIVE_INFINITY;
  }

  /**
   * An upper bound of the real sum of nonnegative products.
   *
   * @param sum the float sum, in any order
   */
  double atMost(double sum) {
    return (sum + terms * SMALLEST) * growth;
  }

  /**
   * An upper bound of the real sum of nonnegative numbers.
   *
   * @param sum their sum in double, in any order
   */
  double atMostInDouble(double sum) {
    return sum * (1 + (terms + 1) * 0x1p-52);
  }

  /** The largest float that is not above a value; minus infinity when that is NaN. */
  static float roundedDown(double value) {
    if (Double.isNaN(value)) {
      return Float.NEGATIVE_INFINITY;
    }
    float nearest = (float) value;
    return nearest > value ? Math.nextDown(nearest) : nearest;
  }

  /**
   * A float below a value, at most three floats away. It has no branch, so it is faster than the
   * nearest float below.
   *
   * @param value at most a quarter of the largest float in size
   */
  static float below(double value) {
    return (float) (value - (Math.abs(value) * 0x1.0001p-24 + SMALLEST));
  }

  /** The smallest float that is not below a value; infinity when that is NaN. */
  static float roundedUp(double value) {
    return -roundedDown(-value);
  }
}
