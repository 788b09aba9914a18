package org.linfnet.kernel.simd;

/** Which terms count at a large p. */
final class LargePower {

  /** Below this a reciprocal, or the difference that a cut allows, leaves the range of a float. */
  private static final float LEAST_REFERENCE = 0x1p-100f;

  private LargePower() {}

  static boolean isRegular(float reference) {
    return reference >= LEAST_REFERENCE && reference < Float.POSITIVE_INFINITY;
  }

  /**
   * The part of the largest difference below which a term does not count: {@code inputs} terms of
   * 2^-(21 + log2 inputs) of the largest are less than 2^-21 of the sum; never above 2^-26.
   */
  static float cut(float p, int inputs) {
    int bits = Math.max(26, 21 + Integer.SIZE - Integer.numberOfLeadingZeros(inputs - 1));
    return (float) Math.pow(2, -bits / (double) p);
  }
}
