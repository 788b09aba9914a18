package org.linfnet.network;

import java.util.Random;

/**
 * The numbers that training starts from: weights from N(0, 1), since inputs have unit variance;
 * bias and means 0.
 */
public interface StartingWeights {

  /** What identity start puts on {@code w[k][k mod inputs]}. */
  float IDENTITY_WEIGHT = -10f;

  /** Draws a state for a network of this shape. */
  NetworkState draw(NetworkShape shape, Random random);

  /** N(0, 1) everywhere. */
  static StartingWeights normal() {
    return (shape, random) -> {
      float[] parameters = new float[shape.parameterCount()];
      for (int i = 0; i < shape.biasAt(); i++) {
        parameters[i] = (float) random.nextGaussian();
      }
      return new NetworkState(parameters, new float[shape.meanCount()]);
    };
  }

  /**
   * {@link #normal}, but in a hidden layer with no fewer neurons than inputs {@code w[k][k mod
   * inputs] = -10}, so that each neuron begins as a copy of one input.
   */
  static StartingWeights identity() {
    return (shape, random) -> {
      NetworkState state = normal().draw(shape, random);
      for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
        int inputs = shape.layerInputs(layer);
        if (inputs <= shape.layerOutputs(layer)) {
          for (int k = 0; k < shape.layerOutputs(layer); k++) {
            state.parameters()[shape.weightsAt(layer) + k * inputs + k % inputs] = IDENTITY_WEIGHT;
          }
        }
      }
      return state;
    };
  }
}
