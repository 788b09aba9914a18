package org.linfnet.report;

import java.util.Arrays;
import java.util.Optional;
import org.linfnet.input.Encoding;
import org.linfnet.layer.Shape;

/**
 * The weights of a first layer of distances that takes pictures. Each neuron's weights are a
 * picture.
 *
 * @param weights in pixel units, {@code double[neurons * shape.size()]}, row-major; not copied
 * @param shape of the pictures that the layer takes
 */
public record FirstLayer(double[] weights, Shape shape) {

  /**
   * @throws IllegalArgumentException when there is no neuron, or the last is not whole
   */
  public FirstLayer {
    if (weights.length == 0 || weights.length % shape.size() != 0) {
      throw new IllegalArgumentException(weights.length + " weights for pictures of " + shape);
    }
  }

  /**
   * The first layer of a network; empty when the network does not take pictures.
   *
   * @param weights in network units, {@code float[neurons * inputs]}, row-major
   * @param encoding of the network's inputs
   * @throws IllegalArgumentException when there is no neuron, or the last is not whole
   */
  public static Optional<FirstLayer> ofNetwork(float[] weights, Encoding encoding) {
    if (!encoding.isPicture()) {
      return Optional.empty();
    }
    double[] inPixelUnits = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      inPixelUnits[i] = encoding.toUser(i % encoding.shape().size(), weights[i]);
    }
    return Optional.of(new FirstLayer(inPixelUnits, encoding.shape()));
  }

  /** How many neurons there are. */
  int neurons() {
    return weights.length / shape.size();
  }

  /** The weights of one neuron in pixel units, {@code double[shape.size()]}. */
  double[] weights(int neuron) {
    return Arrays.copyOfRange(weights, neuron * shape.size(), (neuron + 1) * shape.size());
  }
}
