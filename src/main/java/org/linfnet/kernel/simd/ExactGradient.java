package org.linfnet.kernel.simd;

/** One pair's gradient in double, for distances that are no divisor for a float. */
final class ExactGradient {

  private ExactGradient() {}

  /** Whether a distance is so small, or 0, that its reciprocal may overflow. */
  static boolean isNeeded(float distance) {
    return !(distance >= 0x1p-100f);
  }

  /**
   * Adds {@code gradient s_i (|z_i - w_i| / distance)^q} to the gradient of z, and takes it from
   * that of w; of a distance of 0, nothing.
   *
   * @param gradientZ null when it is not wanted
   * @param gradientW null when it is not wanted
   */
  static void add(
      float q,
      double distance,
      float gradient,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      int inputs,
      float[] gradientZ,
      int gradientZAt,
      float[] gradientW,
      int gradientWAt) {
    if (distance == 0) {
      return;
    }
    if (gradientZ != null) {
      add(q, distance, gradient, z, zAt, w, wAt, inputs, gradientZ, gradientZAt);
    }
    if (gradientW != null) {
      add(q, distance, -gradient, z, zAt, w, wAt, inputs, gradientW, gradientWAt);
    }
  }

  private static void add(
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
      float difference = z[zAt + i] - w[wAt + i];
      double share = Math.pow(Math.abs(difference) / distance, q);
      gradientX[gradientXAt + i] += (float) (gradient * Math.signum(difference) * share);
    }
  }
}
