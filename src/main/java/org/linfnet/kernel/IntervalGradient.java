package org.linfnet.kernel;

/**
 * The gradient of {@link DistanceKernels#intervalBounds} with respect to the ends of the boxes and
 * to the weights. Each bound is one difference; the gradient is that of this difference, the first
 * of several that are equal. A lower bound of 0 has none.
 *
 * @param lower the gradient by the lower ends, added to: {@code float[batch * inputs]}
 * @param upper the gradient by the upper ends, added to, of the same shape
 * @param w the gradient by the weights, added to: {@code float[outputs * inputs]}
 */
public record IntervalGradient(Rows lower, Rows upper, Rows w) {

  private static final int NONE = -1;

  /**
   * Adds the gradient of a block.
   *
   * @param gradientLower by the lower bounds, {@code float[batch * outputs]}
   * @param gradientUpper by the upper bounds, of the same shape
   */
  public void add(IntervalBlock block, Rows gradientLower, Rows gradientUpper) {
    BlockShape shape = block.shape();
    for (int b = 0; b < shape.batch(); b++) {
      int lowerAt = gradientLower.row(b, shape.outputs());
      int upperAt = gradientUpper.row(b, shape.outputs());
      for (int o = 0; o < shape.outputs(); o++) {
        addPair(
            block, b, o, gradientLower.values()[lowerAt + o], gradientUpper.values()[upperAt + o]);
      }
    }
  }

  /** Finds the differences that are the bounds of one pair, and adds their gradients. */
  private void addPair(IntervalBlock block, int b, int o, float ofLower, float ofUpper) {
    int inputs = block.shape().inputs();
    float[] lowerEnds = block.lower().values();
    float[] upperEnds = block.upper().values();
    float[] weights = block.w().values();
    int lowerRow = block.lower().row(b, inputs);
    int upperRow = block.upper().row(b, inputs);
    int wRow = block.w().row(o, inputs);
    float least = 0;
    float most = 0;
    int leastAt = NONE;
    int mostAt = NONE;
    for (int i = 0; i < inputs; i++) {
      float below = lowerEnds[lowerRow + i] - weights[wRow + i];
      float above = upperEnds[upperRow + i] - weights[wRow + i];
      float outside = Math.max(below, -above);
      float furthest = Math.max(Math.abs(below), Math.abs(above));
      if (outside > least) {
        least = outside;
        leastAt = i;
      }
      if (furthest > most) {
        most = furthest;
        mostAt = i;
      }
    }
    if (leastAt != NONE) {
      float below = lowerEnds[lowerRow + leastAt] - weights[wRow + leastAt];
      addDifference(
          below == least ? lower : upper,
          below == least ? ofLower : -ofLower,
          b,
          o,
          leastAt,
          inputs);
    }
    if (mostAt != NONE) {
      float below = lowerEnds[lowerRow + mostAt] - weights[wRow + mostAt];
      float above = upperEnds[upperRow + mostAt] - weights[wRow + mostAt];
      boolean isBelow = Math.abs(below) == most;
      float sign = Math.signum(isBelow ? below : above);
      addDifference(isBelow ? lower : upper, sign * ofUpper, b, o, mostAt, inputs);
    }
  }

  /** Adds the gradient of {@code end - w}. */
  private void addDifference(Rows ends, float gradient, int b, int o, int input, int inputs) {
    ends.values()[ends.row(b, inputs) + input] += gradient;
    w.values()[w.row(o, inputs) + input] -= gradient;
  }
}
