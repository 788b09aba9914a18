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
        addLeast(block, b, o, gradientLower.values()[lowerAt + o]);
        addMost(block, b, o, gradientUpper.values()[upperAt + o]);
      }
    }
  }

  /** The lower bound is the largest of 0, {@code lower - w} and {@code w - upper}. */
  private void addLeast(IntervalBlock block, int example, int output, float gradient) {
    int inputs = block.shape().inputs();
    float least = 0;
    int at = -1;
    for (int i = 0; i < inputs; i++) {
      float outside = Math.max(below(block, example, output, i), -above(block, example, output, i));
      if (outside > least) {
        least = outside;
        at = i;
      }
    }
    if (at < 0) {
      return;
    }
    if (below(block, example, output, at) == least) {
      addDifference(lower.row(example, inputs) + at, lower, output, at, gradient, inputs);
    } else {
      addDifference(upper.row(example, inputs) + at, upper, output, at, -gradient, inputs);
    }
  }

  /** The upper bound is the largest of {@code |lower - w|} and {@code |upper - w|}. */
  private void addMost(IntervalBlock block, int example, int output, float gradient) {
    int inputs = block.shape().inputs();
    float most = 0;
    int at = -1;
    for (int i = 0; i < inputs; i++) {
      float furthest =
          Math.max(
              Math.abs(below(block, example, output, i)),
              Math.abs(above(block, example, output, i)));
      if (furthest > most) {
        most = furthest;
        at = i;
      }
    }
    if (at < 0) {
      return;
    }
    float below = below(block, example, output, at);
    if (Math.abs(below) == most) {
      float signed = Math.signum(below) * gradient;
      addDifference(lower.row(example, inputs) + at, lower, output, at, signed, inputs);
    } else {
      float signed = Math.signum(above(block, example, output, at)) * gradient;
      addDifference(upper.row(example, inputs) + at, upper, output, at, signed, inputs);
    }
  }

  /** Adds the gradient of {@code end - w}. */
  private void addDifference(
      int endAt, Rows ends, int output, int input, float gradient, int inputs) {
    ends.values()[endAt] += gradient;
    w.values()[w.row(output, inputs) + input] -= gradient;
  }

  private static float below(IntervalBlock block, int example, int output, int input) {
    return difference(block.lower(), block, example, output, input);
  }

  private static float above(IntervalBlock block, int example, int output, int input) {
    return difference(block.upper(), block, example, output, input);
  }

  private static float difference(
      Rows ends, IntervalBlock block, int example, int output, int input) {
    int inputs = block.shape().inputs();
    Rows weights = block.w();
    return ends.values()[ends.row(example, inputs) + input]
        - weights.values()[weights.row(output, inputs) + input];
  }
}
