package org.linfnet.report;

import java.util.Arrays;
import org.linfnet.data.ImageShape;
import org.linfnet.data.Standardisation;

/** The weights of a network's first layer, in pixel units: each neuron's are an image. */
public final class FirstLayer {

  private final float[] weights;
  private final ImageShape shape;

  /**
   * @param weights in pixel units, {@code float[neurons * inputs]}, row-major
   * @param shape of the images that the layer takes
   * @throws IllegalArgumentException when there is no neuron, or the last is not whole
   */
  public FirstLayer(float[] weights, ImageShape shape) {
    if (weights.length == 0 || weights.length % shape.inputs() != 0) {
      throw new IllegalArgumentException(weights.length + " weights for images of " + shape);
    }
    this.weights = weights.clone();
    this.shape = shape;
  }

  /**
   * The layer of a network that takes standardised pixels.
   *
   * @param weights in network units, {@code float[neurons * inputs]}, row-major
   * @param shape of the images that the layer takes
   * @param standardisation from pixel units to network units
   * @throws IllegalArgumentException when there is no neuron, or the last is not whole
   */
  public static FirstLayer ofNetwork(
      float[] weights, ImageShape shape, Standardisation standardisation) {
    float[] inPixelUnits = new float[weights.length];
    for (int i = 0; i < weights.length; i++) {
      inPixelUnits[i] = (float) standardisation.toPixel(weights[i]);
    }
    return new FirstLayer(inPixelUnits, shape);
  }

  /** The shape of the images that the layer takes. */
  public ImageShape shape() {
    return shape;
  }

  /** How many neurons there are. */
  public int neurons() {
    return weights.length / shape.inputs();
  }

  /** The weights of one neuron in pixel units, {@code float[inputs]}, row-major. */
  public float[] weights(int neuron) {
    int inputs = shape.inputs();
    return Arrays.copyOfRange(weights, neuron * inputs, (neuron + 1) * inputs);
  }
}
