package org.linfnet.kernel.simd;

import org.linfnet.kernel.DistanceBlock;
import org.linfnet.kernel.Rows;

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
      DistanceBlock block,
      float p,
      Rows gradientY,
      Rows gradientZ,
      Rows gradientW) {
    for (int o = 0; o < block.shape().outputs(); o++) {
      for (int b = 0; b < block.shape().batch(); b++) {
        add(memory, block, b, o, p, gradientY, gradientZ, gradientW);
      }
    }
  }

  /** Adds one pair's gradients. */
  private static void add(
      WorkingMemory memory,
      DistanceBlock block,
      int b,
      int o,
      float p,
      Rows gradientY,
      Rows gradientZ,
      Rows gradientW) {
    int outputs = block.shape().outputs();
    int inputs = block.shape().inputs();
    float distance = block.y().values()[block.y().row(b, outputs) + o];
    if (ExactGradient.isNeeded(distance)) {
      ExactGradient.add(block, b, o, p, gradientY, gradientZ, gradientW);
      return;
    }
    float[] terms = memory.row(inputs);
    RealPowers.fill(terms, 1 / distance, p - 1, block, b, o);
    Terms.sign(terms, gradientY.values()[gradientY.row(b, outputs) + o], block, b, o);
    if (gradientZ != null) {
      Terms.add(terms, inputs, gradientZ.values(), gradientZ.row(b, inputs));
    }
    if (gradientW != null) {
      Terms.subtract(terms, inputs, gradientW.values(), gradientW.row(o, inputs));
    }
  }
}
