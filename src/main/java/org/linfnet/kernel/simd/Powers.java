package org.linfnet.kernel.simd;

/**
 * Powers of numbers that are not negative, in vectors and, by the same operations in the same order
 * and so to the same bits, alone.
 *
 * <p>{@code log2 x} takes the exponent that leaves a mantissa in [sqrt(1/2), sqrt(2)), f = mantissa
 * - 1, and a polynomial for {@code log2(1 + f) / f} with error 2^-22, so that it is relatively
 * exact near x = 1, where the terms that count are. {@code 2^x} rounds to an integer and takes a
 * polynomial with relative error 2^-23 of the rest. Coefficients: minimax, by Remez' exchange.
 */
final class Powers {

  /** A sum of powers in here has lost nothing to overflow or underflow. */
  static final float SAFE_LOW = 0x1p-80f;

  static final float SAFE_HIGH = 0x1p100f;

  /** The largest exponent that the loops by squaring have steps for. */
  static final int LARGEST_INTEGER = 63;

  static final int SQRT_HALF = 0x3f3504f3;
  static final int EXPONENT = 0xff800000;
  static final float EXPONENT_UNIT = 0x1p-23f;

  /** 1.5 x 2^23: to add it is to round to an integer, which then stands in the low bits. */
  static final float ROUNDING = 12582912f;

  static final int ROUNDING_BITS = 0x4b400000;
  static final int LEAST = ROUNDING_BITS - 126;
  static final int MOST = ROUNDING_BITS + 127;

  static final float L0 = 1.4426949f;
  static final float L1 = -0.72135246f;
  static final float L2 = 0.48093116f;
  static final float L3 = -0.36026347f;
  static final float L4 = 0.28686887f;
  static final float L5 = -0.24832281f;
  static final float L6 = 0.23570964f;
  static final float L7 = -0.14973326f;

  static final float E1 = 0.69314694f;
  static final float E2 = 0.2402212f;
  static final float E3 = 0.05550713f;
  static final float E4 = 0.009675541f;
  static final float E5 = 0.0013276472f;

  /** sqrt(1/2) - 1, the least f of a mantissa. */
  static final float SMALLEST_MANTISSA = -0.29289323f;

  private Powers() {}

  /** {@code log2 x}; of 0, about -127. */
  static float log2(float x) {
    int bits = Float.floatToRawIntBits(x);
    int exponent = (bits - SQRT_HALF) & EXPONENT;
    float f = Float.intBitsToFloat(bits - exponent) - 1f;
    float p = Math.fma(L7, f, L6);
    p = Math.fma(Math.fma(Math.fma(p, f, L5), f, L4), f, L3);
    p = Math.fma(Math.fma(Math.fma(p, f, L2), f, L1), f, L0);
    return Math.fma(p, f, exponent * EXPONENT_UNIT);
  }

  /** {@code 2^x} for |x| below 2^22, held between 2^-127 and 2^128. */
  static float exp2(float x) {
    float rounded = x + ROUNDING;
    float r = x - (rounded - ROUNDING);
    int whole = Math.min(Math.max(Float.floatToRawIntBits(rounded), LEAST), MOST);
    float p = Math.fma(Math.fma(E5, r, E4), r, E3);
    p = Math.fma(Math.fma(Math.fma(p, r, E2), r, E1), r, 1f);
    return Float.intBitsToFloat(Float.floatToRawIntBits(p) + (whole << 23));
  }

  /** {@code x^n} by squaring, from the highest bit of n down; n at least 1. */
  static float power(float x, int n) {
    float power = x;
    for (int bit = Integer.highestOneBit(n) >> 1; bit != 0; bit >>= 1) {
      power *= power;
      if ((n & bit) != 0) {
        power *= x;
      }
    }
    return power;
  }

  /**
   * The bits of the number whose n-th power is {@code 2^-exponent}. A loop may take for that what
   * is less and so does not count: a processor is many times slower where a power falls below
   * 2^-126.
   */
  static int floor(int n, int exponent) {
    return Float.floatToRawIntBits(exp2(-exponent / (float) n));
  }

  /** {@code sum^(1/p)} of a sum in the safe range. */
  static float root(float sum, float p) {
    return exp2(log2(sum) / p);
  }

  static boolean isSafe(float sum) {
    return sum >= SAFE_LOW && sum <= SAFE_HIGH;
  }
}
