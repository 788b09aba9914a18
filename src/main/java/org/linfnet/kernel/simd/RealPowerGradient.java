package org.linfnet.kernel.simd;

import org.linfnet.kernel.BlockShape;

/**
 * Gradients at a p where most terms count, whole or not: {@code gradientY s_i (|z_i - w_i| /
 * y)^(p-1)} of one pair into working memory, and from there to the gradients of z and w.
 *
 * <p>Every element of a gradient takes its terms in the order of the rows.
 */
final class RealPowerGradient {

  private RealPowerGradient() {}

  /**
   * @param gradientZ null when it is not wanted
   * @param gradientW null when it is not wanted
   */
  static void backward(
      WorkingMemory memory,
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientZ,
      int gradientZAt,
      float[] gradientW,
      int gradientWAt) {
    int inputs = shape.inputs();
    for (int o = 0; o < shape.outputs(); o++) {
      for (int b = 0; b < shape.batch(); b++) {
        int pair = b * shape.outputs() + o;
        add(
            memory,
            p - 1,
            y[yAt + pair],
            gradientY[gradientYAt + pair],
            z,
            zAt + b * inputs,
            w,
            wAt + o * inputs,
            inputs,
            gradientZ,
            gradientZAt + b * inputs,
            gradientW,
            gradientWAt + o * inputs);
      }
    }
  }

  /** One pair's gradients {@code gradient s_i (|z_i - w_i| / distance)^q}; none where it is 0. */
  private static void add(
      WorkingMemory memory,
      float q,
      float distance,
      float gradient,
      float[] z,
      int zRow,
      float[] w,
      int wRow,
      int inputs,
      float[] gradientZ,
      int gradientZRow,
      float[] gradientW,
      int gradientWRow) {
    if (ExactGradient.isNeeded(distance)) {
      ExactGradient.add(
          q,
          distance,
          gradient,
          z,
          zRow,
          w,
          wRow,
          inputs,
          gradientZ,
          gradientZRow,
          gradientW,
          gradientWRow);
      return;
    }
    float[] terms = memory.row(inputs);
    RealPowers.fill(terms, 1 / distance, q, z, zRow, w, wRow, inputs);
    Terms.sign(terms, gradient, z, zRow, w, wRow, inputs);
    if (gradientZ != null) {
      Terms.add(terms, inputs, gradientZ, gradientZRow);
    }
    if (gradientW != null) {
      Terms.subtract(terms, inputs, gradientW, gradientWRow);
    }
  }
}
