package org.linfnet.network;

import java.util.Random;

/**
 * The numbers that training starts from: weights from N(0, 1), since inputs have unit variance;
 * bias and means 0.
 */
public enum StartingWeights {
  /** N(0, 1) everywhere. */
  NORMAL {
    @Override
    public NetworkState draw(NetworkShape shape, Random random) {
      float[] parameters = new float[shape.parameterCount()];
      for (int i = 0; i < shape.biasAt(); i++) {
        parameters[i] = (float) random.nextGaussian();
      }
      return new NetworkState(parameters, new float[shape.meanCount()]);
    }
  },

  /**
   * {@link #NORMAL}, but in a hidden layer with no fewer neurons than inputs {@code w[k][k mod
   * inputs] = -10}, so that each neuron begins as a copy of one input.
   */
  IDENTITY {
    @Override
    public NetworkState draw(NetworkShape shape, Random random) {
      NetworkState state = NORMAL.draw(shape, random);
      for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
        int inputs = shape.layerInputs(layer);
        if (inputs <= shape.layerOutputs(layer)) {
          copyInputs(state.parameters(), shape.weightsAt(layer), inputs, shape.width());
        }
      }
      return state;
    }
  };

  /** What identity start puts on {@code w[k][k mod inputs]}. */
  public static final float IDENTITY_WEIGHT = -10f;

  /** Draws a state for a network of this shape. */
  public abstract NetworkState draw(NetworkShape shape, Random random);

  private static void copyInputs(float[] parameters, int weightsAt, int inputs, int outputs) {
    for (int k = 0; k < outputs; k++) {
      parameters[weightsAt + k * inputs + k % inputs] = IDENTITY_WEIGHT;
    }
  }
}
