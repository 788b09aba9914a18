package org.linfnet.layer;

/**
 * Lower bounds of some quantities, linear in the values at one place of a network: {@code q_r >=
 * sum_k coefficients[r * size + k] v_k + constants[r]} for all float values v that the network
 * computes there over the box of the example that q_r belongs to.
 *
 * @param below which line bounds a function from below where there is a choice
 * @param examples the example that each row belongs to, {@code int[rows]}
 * @param size the values of an example
 * @param coefficients {@code float[rows * size]}
 * @param constants {@code double[rows]}
 */
public record LinearBounds(
    Below below, int[] examples, int size, float[] coefficients, double[] constants) {

  /** Which line bounds a function from below on a box. */
  public enum Below {
    /** That with the least area between it and the function (arXiv 1906.06316, section 3). */
    LEAST_AREA,
    /** That parallel to the line from above (arXiv 1711.00851, section 3.2). */
    PARALLEL
  }

  /** Rows of zeros. */
  public static LinearBounds of(Below below, int[] examples, int size) {
    return new LinearBounds(
        below,
        examples,
        size,
        new float[Math.multiplyExact(examples.length, size)],
        new double[examples.length]);
  }

  /** Zeros for the same quantities at a place with other values. */
  public LinearBounds unfilled(int otherSize) {
    return of(below, examples, otherSize);
  }

  /** The number of quantities. */
  public int rows() {
    return examples.length;
  }

  /**
   * The least value of a row over boxes, rounded down.
   *
   * @param boxes of the values, {@code float[batch * size]}
   */
  public double least(int row, Bounds boxes) {
    double sum = 0;
    double absolute = 0;
    for (int k = 0; k < size; k++) {
      float coefficient = coefficients[row * size + k];
      int at = examples[row] * size + k;
      if (coefficient != 0) {
        float end = coefficient > 0 ? boxes.lower()[at] : boxes.upper()[at];
        double product = (double) coefficient * end;
        sum += product;
        absolute += Math.abs(product);
      }
    }
    double least = constants[row] + lowered(sum, absolute);
    return Double.isNaN(least) ? Double.NEGATIVE_INFINITY : Math.nextDown(least);
  }

  /**
   * Adds the gradient of {@link #least}.
   *
   * @param byLeast the gradient by the least value
   * @param byCoefficients laid out as the coefficients; added to
   * @param byBoxes by the ends of the boxes; added to
   */
  public void addLeastGradient(
      int row, double byLeast, Bounds boxes, float[] byCoefficients, Bounds byBoxes) {
    float gradient = (float) byLeast;
    for (int k = 0; k < size; k++) {
      float coefficient = coefficients[row * size + k];
      int at = examples[row] * size + k;
      if (coefficient > 0) {
        byCoefficients[row * size + k] += gradient * boxes.lower()[at];
        byBoxes.lower()[at] += gradient * coefficient;
      } else {
        byCoefficients[row * size + k] += gradient * boxes.upper()[at];
        byBoxes.upper()[at] += gradient * coefficient;
      }
    }
  }

  /**
   * A sum in double over the values of an example, less what its roundings can come to: a few for
   * each term.
   *
   * @param absolute the sum of the terms' absolute values
   */
  double lowered(double sum, double absolute) {
    return sum - absolute * (size + 8) * 0x1p-51;
  }
}
