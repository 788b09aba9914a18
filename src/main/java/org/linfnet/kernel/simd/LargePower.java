package org.linfnet.kernel.simd;

/** The terms that are significant at a large p. */
final class LargePower {

  /** Below this a reciprocal, or a threshold, would leave the range of a float. */
  private static final float LEAST_REFERENCE = 0x1p-100f;

  private LargePower() {}

  static boolean isRegular(float reference) {
    return reference >= LEAST_REFERENCE && reference < Float.POSITIVE_INFINITY;
  }

  /**
   * The part of the largest difference below which a term is left out. {@code inputs} powers of
   * 2^-(21 + log2 inputs) of the largest add up to less than 2^-21 of the sum. A power is left out
   * at 2^-26 of the largest at most.
   */
  static float cut(float p, int inputs) {
    int bits = Math.max(26, 21 + Integer.SIZE - Integer.numberOfLeadingZeros(inputs - 1));
    return (float) StrictMath.pow(2, -bits / (double) p);
  }
}
