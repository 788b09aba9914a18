package org.linfnet.data;

import java.io.Serializable;

/**
 * The map from pixel units, [0, 1], to network units: (x - mu) / sigma, with one scalar sigma for
 * all inputs, so that an l-infinity ball stays a ball.
 *
 * <p>Each value is worked out in double from the float mu and sigma and rounded to float once.
 */
public final class Standardisation implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int PIXEL_VALUES = 256;

  private final float mu;
  private final float sigma;
  private final float[] byPixel;

  /**
   * @param mu the mean pixel, in pixel units
   * @param sigma the standard deviation of pixels, in pixel units
   * @throws InvalidInputException when mu is not finite, or sigma not finite and above 0
   */
  public Standardisation(float mu, float sigma) {
    if (!Float.isFinite(mu) || !Float.isFinite(sigma) || sigma <= 0) {
      throw new InvalidInputException(
          "mu = " + mu + ", sigma = " + sigma + " do not standardise: sigma must be above 0");
    }
    this.mu = mu;
    this.sigma = sigma;
    this.byPixel = new float[PIXEL_VALUES];
    for (int pixel = 0; pixel < PIXEL_VALUES; pixel++) {
      byPixel[pixel] = toNetwork(pixel / 255.0);
    }
  }

  /** The mean pixel, in pixel units. */
  public float mu() {
    return mu;
  }

  /** The standard deviation of pixels, in pixel units. */
  public float sigma() {
    return sigma;
  }

  /**
   * Standardises stored pixels: {@code out[outAt + i] = (pixels[at + i] / 255 - mu) / sigma}, bytes
   * taken as 0 to 255.
   *
   * @throws IndexOutOfBoundsException when either array is too short
   */
  public void standardise(byte[] pixels, int at, float[] out, int outAt, int count) {
    for (int i = 0; i < count; i++) {
      out[outAt + i] = byPixel[Byte.toUnsignedInt(pixels[at + i])];
    }
  }

  /** The network value of a point in pixel units: (pixel - mu) / sigma. */
  public float toNetwork(double pixel) {
    return (float) ((pixel - mu) / sigma);
  }

  /** The point in pixel units of a network value: value * sigma + mu. */
  public double toPixel(double value) {
    return value * sigma + mu;
  }

  /** The network value of a black pixel: (0 - mu) / sigma. */
  public float zeroPixel() {
    return byPixel[0];
  }

  /** A radius or margin in network units, from one in pixel units: divided by sigma. */
  public double radiusToNetwork(double pixelRadius) {
    return pixelRadius / sigma;
  }

  /** A radius or margin in pixel units, from one in network units: times sigma. */
  public double radiusToPixel(double networkRadius) {
    return networkRadius * sigma;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Standardisation that
        && Float.compare(mu, that.mu) == 0
        && Float.compare(sigma, that.sigma) == 0;
  }

  @Override
  public int hashCode() {
    return 31 * Float.hashCode(mu) + Float.hashCode(sigma);
  }

  @Override
  public String toString() {
    return "(x - " + mu + ") / " + sigma;
  }
}
