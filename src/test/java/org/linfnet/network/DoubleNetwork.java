package org.linfnet.network;

import java.util.Arrays;
import org.linfnet.layer.Slot;
import org.linfnet.layer.Slot.Role;

/** A distance net in training, written once more in double and without blocks, to test against. */
final class DoubleNetwork {

  private final Network network;
  private final double p;
  private final double threshold;

  DoubleNetwork(Network network, double p, double threshold) {
    this.network = network;
    this.p = p;
    this.threshold = threshold;
  }

  /** The hinge loss, summed over the batch. */
  double loss(double[] numbers, double[][] inputs, int[] labels) {
    double[][] z = inputs;
    for (Slot slot : network.slots()) {
      if (slot.role() == Role.RUNNING) {
        z = shifted(z);
      } else if (slot.name().endsWith("weights")) {
        z = distances(Arrays.copyOfRange(numbers, slot.at(), slot.end()), z);
      }
    }
    int biasAt = network.slots().get(network.slots().size() - 1).at();
    double loss = 0;
    for (int b = 0; b < inputs.length; b++) {
      double rival = Double.NEGATIVE_INFINITY;
      for (int j = 0; j < network.classes(); j++) {
        if (j != labels[b]) {
          rival = Math.max(rival, numbers[biasAt + j] - z[b][j]);
        }
      }
      double own = numbers[biasAt + labels[b]] - z[b][labels[b]];
      loss += Math.max(0, threshold + rival - own);
    }
    return loss;
  }

  private double[][] distances(double[] weights, double[][] z) {
    int inputs = z[0].length;
    double[][] y = new double[z.length][weights.length / inputs];
    for (int b = 0; b < z.length; b++) {
      for (int o = 0; o < y[b].length; o++) {
        double sum = 0;
        for (int i = 0; i < inputs; i++) {
          sum += Math.pow(Math.abs(z[b][i] - weights[o * inputs + i]), p);
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
