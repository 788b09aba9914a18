package org.linfnet.kernel.simd;

import org.linfnet.kernel.BlockShape;

/**
 * Gradients at a p where most terms count: {@code gradientY s_i (|z_i - w_i| / y)^(p-1)} of one
 * pair into working memory, and from there to the gradients of z and w.
 *
 * <p>Every element of a gradient takes its terms in the order of the rows.
 */
final class PowerGradient {

  private PowerGradient() {}

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
    float[] terms = memory.row(inputs);
    int least = isWhole(p - 1) ? IntegerPowerTerms.least((int) p - 1) : 0;
    for (int o = 0; o < shape.outputs(); o++) {
      int wRow = wAt + o * inputs;
      for (int b = 0; b < shape.batch(); b++) {
        int zRow = zAt + b * inputs;
        float distance = y[yAt + b * shape.outputs() + o];
        float gradient = gradientY[gradientYAt + b * shape.outputs() + o];
        if (distance == 0) {
          continue;
        }
        fill(terms, distance, p - 1, least, gradient, z, zRow, w, wRow, inputs);
        if (gradientZ == null) {
          Terms.subtract(terms, inputs, gradientW, gradientWAt + o * inputs);
        } else if (gradientW == null) {
          Terms.add(terms, inputs, gradientZ, gradientZAt + b * inputs);
        } else {
          Terms.addAndSubtract(
              terms,
              inputs,
              gradientZ,
              gradientZAt + b * inputs,
              gradientW,
              gradientWAt + o * inputs);
        }
      }
    }
  }

  private static boolean isWhole(float q) {
    return q == (int) q && q <= Powers.LARGEST_INTEGER;
  }

  private static void fill(
      float[] terms,
      float distance,
      float q,
      int least,
      float gradient,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      int inputs) {
    if (!ExactGradient.isUnneeded(distance)) {
      ExactGradient.fill(terms, distance, q, gradient, z, zAt, w, wAt, inputs);
    } else if (isWhole(q)) {
      IntegerPowerTerms.fill(terms, 1 / distance, (int) q, least, gradient, z, zAt, w, wAt, inputs);
    } else {
      RealPowers.fill(terms, 1 / distance, q, z, zAt, w, wAt, inputs);
      Terms.sign(terms, gradient, z, zAt, w, wAt, inputs);
    }
  }
}
