package org.linfnet.layer;

/**
 * Lower bounds of some quantities of each example, linear in the values at one place of a network:
 * {@code q_r >= sum_k coefficients[r * size + k] v_k + constants[r]} for all float values v that
 * the network computes there over the example's box. The rows of an example follow one another.
 *
 * @param quantities how many rows an example has
 * @param size the values of an example
 * @param coefficients {@code float[batch * quantities * size]}
 * @param constants {@code double[batch * quantities]}
 */
public record LinearBounds(int quantities, int size, float[] coefficients, double[] constants) {

  /** Of no quantity yet. */
  public static LinearBounds of(int batch, int quantities, int size) {
    int rows = Math.multiplyExact(batch, quantities);
    return new LinearBounds(
        quantities, size, new float[Math.multiplyExact(rows, size)], new double[rows]);
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
      int at = row / quantities * size + k;
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
      int at = row / quantities * size + k;
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
