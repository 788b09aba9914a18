package org.linfnet.network;

import java.io.Serializable;

/**
 * How many layers, how wide. Hidden layers are distance layers followed by a mean shift, the output
 * layer is a distance layer followed by a bias and a turned sign.
 *
 * @param inputs features of an example
 * @param hiddenLayers distance layers before the output layer
 * @param width neurons of each hidden layer
 * @param classes neurons of the output layer
 */
public record NetworkShape(int inputs, int hiddenLayers, int width, int classes)
    implements Serializable {

  /**
   * @throws IllegalArgumentException when a side is too small, or the network holds more parameters
   *     than one array can
   */
  public NetworkShape {
    if (inputs < 1 || hiddenLayers < 0 || width < 1 || classes < 2) {
      throw new IllegalArgumentException(
          "no such network: %d inputs, %d x %d hidden, %d classes"
              .formatted(inputs, hiddenLayers, width, classes));
    }
    long parameters = classes;
    for (int layer = 0; layer <= hiddenLayers; layer++) {
      long fanIn = layer == 0 ? inputs : width;
      parameters += fanIn * (layer == hiddenLayers ? classes : width);
    }
    if (parameters > Integer.MAX_VALUE - 16) {
      throw new IllegalArgumentException(parameters + " parameters do not fit one array");
    }
  }

  /** Hidden layers and the output layer. */
  public int distanceLayers() {
    return hiddenLayers + 1;
  }

  /** The inputs of a distance layer, the first being 0. */
  public int layerInputs(int layer) {
    return layer == 0 ? inputs : width;
  }

  /** The neurons of a distance layer, the first being 0. */
  public int layerOutputs(int layer) {
    return layer == hiddenLayers ? classes : width;
  }

  /**
   * Where a distance layer's weights {@code float[outputs * inputs]} begin among the parameters.
   */
  public int weightsAt(int layer) {
    int at = 0;
    for (int before = 0; before < layer; before++) {
      at += layerInputs(before) * layerOutputs(before);
    }
    return at;
  }

  /**
   * Where the output bias {@code float[classes]} begins among the parameters, behind all weights.
   */
  public int biasAt() {
    return weightsAt(distanceLayers());
  }

  /** All trained parameters: the weights of every layer and the output bias. */
  public int parameterCount() {
    return biasAt() + classes;
  }

  /** Where a hidden layer's means begin among the means. */
  public int meansAt(int layer) {
    return layer * width;
  }

  /** The means that mean shift keeps, one for each hidden neuron. */
  public int meanCount() {
    return hiddenLayers * width;
  }
}
