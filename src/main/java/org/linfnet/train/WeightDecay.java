package org.linfnet.train;

import org.linfnet.network.NetworkShape;

/**
 * Decay of each neuron's weights in its own norm, beside Adam: {@code w_i -= rate decay (|w_i| /
 * ||w||_p)^(p-2) w_i}, the gradient of {@code ||w||_p^2 / 2} (arXiv 2102.05363, section 4.3). At p
 * = infinity only the largest weight decays. The output bias does not.
 *
 * @param decay 0 for none
 */
public record WeightDecay(double decay) {

  /**
   * One step.
   *
   * @param shape the network
   * @param p the norm of the step
   * @param learningRate of the step
   * @param parameters moved
   */
  void step(NetworkShape shape, float p, double learningRate, float[] parameters) {
    if (decay == 0) {
      return;
    }
    double rate = learningRate * decay;
    for (int layer = 0; layer < shape.distanceLayers(); layer++) {
      int inputs = shape.layerInputs(layer);
      for (int o = 0; o < shape.layerOutputs(layer); o++) {
        decay(parameters, shape.weightsAt(layer) + o * inputs, inputs, p, rate);
      }
    }
  }

  private static void decay(float[] weights, int at, int inputs, float p, double rate) {
    float largest = 0;
    for (int i = at; i < at + inputs; i++) {
      largest = Math.max(largest, Math.abs(weights[i]));
    }
    if (largest == 0) {
      return;
    }
    double sum = 0;
    for (int i = at; i < at + inputs; i++) {
      sum += power(Math.abs(weights[i]) / (double) largest, p);
    }
    double norm = Float.isInfinite(p) ? largest : largest * StrictMath.pow(sum, 1.0 / p);
    for (int i = at; i < at + inputs; i++) {
      double ratio = power(Math.abs(weights[i]) / norm, p - 2);
      weights[i] -= (float) (rate * ratio * weights[i]);
    }
  }

  /** {@code base^p} for a base in [0, 1]; by squaring where p is whole. */
  private static double power(double base, float p) {
    if (Float.isInfinite(p)) {
      return base == 1 ? 1 : 0;
    }
    if (p != Math.rint(p) || p < 0) {
      return StrictMath.pow(base, p);
    }
    double power = 1;
    double square = base;
    for (int n = (int) p; n > 0; n >>= 1) {
      if ((n & 1) == 1) {
        power *= square;
      }
      square *= square;
    }
    return power;
  }
}
