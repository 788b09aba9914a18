package org.linfnet.network;

/** The network in training, written once more in double and without blocks, to test against. */
final class DoubleNetwork {

  private final NetworkShape shape;
  private final double p;
  private final double threshold;

  DoubleNetwork(NetworkShape shape, double p, double threshold) {
    this.shape = shape;
    this.p = p;
    this.threshold = threshold;
  }

  /** The hinge loss, summed over the batch. */
  double loss(double[] parameters, double[][] inputs, int[] labels) {
    double[][] z = inputs;
    for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
      z = shifted(distances(parameters, layer, z));
    }
    double[][] distances = distances(parameters, shape.hiddenLayers(), z);
    double loss = 0;
    for (int b = 0; b < inputs.length; b++) {
      double rival = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < shape.classes(); j++) {
        if (j != labels[b]) {
          rival = Math.max(rival, parameters[shape.biasAt() + j] - distances[b][j]);
        }
      }
      double own = parameters[shape.biasAt() + labels[b]] - distances[b][labels[b]];
      loss += Math.max(0, threshold + rival - own);
    }
    return loss;
  }

  private double[][] distances(double[] parameters, int layer, double[][] z) {
    int inputs = shape.layerInputs(layer);
    double[][] y = new double[z.length][shape.layerOutputs(layer)];
    for (int b = 0; b < z.length; b++) {
      for (int o = 0; o < y[b].length; o++) {
        double sum = 0;
        for (int i = 0; i < inputs; i++) {
          double w = parameters[shape.weightsAt(layer) + o * inputs + i];
          sum += Math.pow(Math.abs(z[b][i] - w), p);
        }
        y[b][o] = Math.pow(sum, 1 / p);
      }
    }
    return y;
  }

  private static double[][] shifted(double[][] y) {
    double[][] shifted = new double[y.length][y[0].length];
    for (int k = 0; k < y[0].length; k++) {
      double mean = 0;
      for (double[] row : y) {
        mean += row[k] / y.length;
      }
      for (int b = 0; b < y.length; b++) {
        shifted[b][k] = y[b][k] - mean;
      }
    }
    return shifted;
  }
}
