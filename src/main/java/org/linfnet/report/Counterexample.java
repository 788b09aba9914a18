package org.linfnet.report;

import org.linfnet.data.ImageShape;

/** An image, and one near it that the network puts into another class. */
public final class Counterexample {

  private final ImageShape shape;
  private final float[] original;
  private final float[] perturbed;
  private final int label;
  private final int prediction;

  /**
   * @param shape of both images
   * @param original in pixel units, {@code float[inputs]}, row-major
   * @param perturbed in pixel units, {@code float[inputs]}, row-major
   * @param label the class of the original
   * @param prediction the class that the network gives to the perturbed image
   * @throws IllegalArgumentException when an image does not have that shape
   */
  public Counterexample(
      ImageShape shape, float[] original, float[] perturbed, int label, int prediction) {
    if (original.length != shape.inputs() || perturbed.length != shape.inputs()) {
      throw new IllegalArgumentException(
          original.length + " and " + perturbed.length + " pixels in images of " + shape);
    }
    this.shape = shape;
    this.original = original.clone();
    this.perturbed = perturbed.clone();
    this.label = label;
    this.prediction = prediction;
  }

  /** The shape of both images. */
  public ImageShape shape() {
    return shape;
  }

  /** The class of the original. */
  public int label() {
    return label;
  }

  /** The class that the network gives to the perturbed image. */
  public int prediction() {
    return prediction;
  }

  /** A pixel of the original, in pixel units. */
  public float original(int pixel) {
    return original[pixel];
  }

  /** A pixel of the perturbed image, in pixel units. */
  public float perturbed(int pixel) {
    return perturbed[pixel];
  }

  /** What was added to a pixel, in pixel units. */
  public double change(int pixel) {
    return (double) perturbed[pixel] - original[pixel];
  }

  /** The largest change of a pixel, in pixel units. */
  public double distance() {
    double distance = 0;
    for (int pixel = 0; pixel < original.length; pixel++) {
      distance = Math.max(distance, Math.abs(change(pixel)));
    }
    return distance;
  }
}
