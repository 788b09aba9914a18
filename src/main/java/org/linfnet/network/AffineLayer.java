package org.linfnet.network;

/**
 * An affine layer of a perceptron, A x + b, over a slice of its weights: A column by column, {@code
 * double[inputs * outputs]} with A[o, i] at {@code i * outputs + o}, and then b.
 *
 * @param weights of the whole perceptron
 * @param at where the slice begins
 * @param inputs of an example
 * @param outputs of an example
 */
record AffineLayer(double[] weights, int at, int inputs, int outputs) {

  /** How many weights a layer has. */
  static int weightCount(int inputs, int outputs) {
    return Math.addExact(Math.multiplyExact(inputs, outputs), outputs);
  }

  /**
   * A x + b.
   *
   * @param x {@code double[batch * inputs]}, row-major
   * @param y takes {@code double[batch * outputs]}
   */
  void forward(double[] x, int batch, double[] y) {
    for (int b = 0; b < batch; b++) {
      System.arraycopy(weights, at + inputs * outputs, y, b * outputs, outputs);
    }
    for (int i = 0; i < inputs; i++) {
      for (int b = 0; b < batch; b++) {
        addColumn(i, x[b * inputs + i], y, b * outputs);
      }
    }
  }

  private void addColumn(int column, double factor, double[] y, int yAt) {
    int columnAt = at + column * outputs;
    for (int o = 0; o < outputs; o++) {
      y[yAt + o] += factor * weights[columnAt + o];
    }
  }

  /**
   * The gradient by x, out of the one by A x + b.
   *
   * @param yGradient {@code double[batch * outputs]}
   * @param xGradient takes {@code double[batch * inputs]}
   */
  void backward(double[] yGradient, int batch, double[] xGradient) {
    for (int i = 0; i < inputs; i++) {
      for (int b = 0; b < batch; b++) {
        xGradient[b * inputs + i] = timesColumn(i, yGradient, b * outputs);
      }
    }
  }

  /** In two sums, so that an addition need not wait for the one before it. */
  private double timesColumn(int column, double[] y, int yAt) {
    int columnAt = at + column * outputs;
    double even = 0;
    double odd = 0;
    int o = 0;
    for (; o + 1 < outputs; o += 2) {
      even += weights[columnAt + o] * y[yAt + o];
      odd += weights[columnAt + o + 1] * y[yAt + o + 1];
    }
    return o < outputs ? even + odd + weights[columnAt + o] * y[yAt + o] : even + odd;
  }
}
