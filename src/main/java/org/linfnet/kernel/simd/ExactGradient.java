package org.linfnet.kernel.simd;

import org.linfnet.kernel.DistanceBlock;
import org.linfnet.kernel.Rows;

/** The gradient of one distance in double, for a distance whose reciprocal may overflow a float. */
final class ExactGradient {

  private ExactGradient() {}

  /** Whether a distance is so small, or 0, that its reciprocal may overflow. */
  static boolean isNeeded(float distance) {
    return !(distance >= 0x1p-100f);
  }

  /**
   * Adds {@code gradientY s_i (|z_i - w_i| / y)^(p-1)} to the gradient of z and subtracts it from
   * that of w; does nothing for a distance of 0.
   *
   * @param gradientZ null when it is not wanted
   * @param gradientW null when it is not wanted
   */
  static void add(
      DistanceBlock block, int b, int o, float p, Rows gradientY, Rows gradientZ, Rows gradientW) {
    int outputs = block.shape().outputs();
    int inputs = block.shape().inputs();
    double distance = block.y().values()[block.y().row(b, outputs) + o];
    float gradient = gradientY.values()[gradientY.row(b, outputs) + o];
    if (distance == 0) {
      return;
    }
    if (gradientZ != null) {
      add(block, b, o, p - 1, distance, gradient, gradientZ.values(), gradientZ.row(b, inputs));
    }
    if (gradientW != null) {
      add(block, b, o, p - 1, distance, -gradient, gradientW.values(), gradientW.row(o, inputs));
    }
  }

  private static void add(
      DistanceBlock block,
      int b,
      int o,
      float q,
      double distance,
      float gradient,
      float[] sums,
      int sumsAt) {
    int inputs = block.shape().inputs();
    float[] z = block.z().values();
    float[] w = block.w().values();
    int zRow = block.z().row(b, inputs);
    int wRow = block.w().row(o, inputs);
    for (int i = 0; i < inputs; i++) {
      float difference = z[zRow + i] - w[wRow + i];
      double share = Math.pow(Math.abs(difference) / distance, q);
      sums[sumsAt + i] += (float) (gradient * Math.signum(difference) * share);
    }
  }
}
