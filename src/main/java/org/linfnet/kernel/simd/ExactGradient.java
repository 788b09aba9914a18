package org.linfnet.kernel.simd;

/** One pair's gradient in double, for distances that are no divisor for a float. */
final class ExactGradient {

  private ExactGradient() {}

  /** Whether a distance is 0, whose gradient is 0, or has a finite reciprocal. */
  static boolean isUnneeded(float distance) {
    return distance == 0 || distance >= 0x1p-100f;
  }

  /** Adds {@code gradient s_i (|x_i - other_i| / distance)^(p-1)} to one row's gradient. */
  static void add(
      float p,
      float distance,
      float gradient,
      float[] x,
      int xAt,
      float[] other,
      int otherAt,
      int inputs,
      float[] gradientX,
      int gradientXAt) {
    for (int i = 0; i < inputs; i++) {
      float difference = x[xAt + i] - other[otherAt + i];
      double share = Math.pow(Math.abs(difference) / (double) distance, p - 1);
      gradientX[gradientXAt + i] += (float) (gradient * Math.signum(difference) * share);
    }
  }
}
