package org.linfnet.kernel.simd;

/** One pair's gradient in double, for distances that are no divisor for a float. */
final class ExactGradient {

  private ExactGradient() {}

  /** Whether a distance is 0, whose gradient is 0, or has a finite reciprocal. */
  static boolean isUnneeded(float distance) {
    return distance == 0 || distance >= 0x1p-100f;
  }

  /** {@code terms[i] = gradient s_i (|z_i - w_i| / distance)^q}. */
  static void fill(
      float[] terms,
      double distance,
      float q,
      float gradient,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      int inputs) {
    for (int i = 0; i < inputs; i++) {
      terms[i] = term(z[zAt + i] - w[wAt + i], distance, q, gradient);
    }
  }

  /** Adds {@code gradient s_i (|z_i - w_i| / distance)^q} to one row's gradient. */
  static void add(
      float q,
      double distance,
      float gradient,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      int inputs,
      float[] gradientX,
      int gradientXAt) {
    for (int i = 0; i < inputs; i++) {
      gradientX[gradientXAt + i] += term(z[zAt + i] - w[wAt + i], distance, q, gradient);
    }
  }

  private static float term(float difference, double distance, float q, float gradient) {
    double share = Math.pow(Math.abs(difference) / distance, q);
    return (float) (gradient * Math.signum(difference) * share);
  }
}
