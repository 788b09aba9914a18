package org.linfnet.ml;

import java.io.Serializable;
import org.linfnet.data.Standardisation;

/** Mean and spread of the pixels of a set of images, in whole numbers, so that no order counts. */
final class PixelMoments implements Serializable {

  private static final long serialVersionUID = 1;
  private static final double WHITE = 255;

  private final int largestImage;
  private final long pixels;
  private final long sum;
  private final long squares;

  private PixelMoments(int largestImage, long pixels, long sum, long squares) {
    this.largestImage = largestImage;
    this.pixels = pixels;
    this.sum = sum;
    this.squares = squares;
  }

  /** Of one image, one byte a pixel. */
  static PixelMoments of(byte[] image) {
    long sum = 0;
    long squares = 0;
    for (byte pixel : image) {
      long value = Byte.toUnsignedLong(pixel);
      sum += value;
      squares += value * value;
    }
    return new PixelMoments(image.length, image.length, sum, squares);
  }

  /** Of these images and those. */
  PixelMoments plus(PixelMoments other) {
    return new PixelMoments(
        Math.max(largestImage, other.largestImage),
        pixels + other.pixels,
        sum + other.sum,
        squares + other.squares);
  }

  /** The most pixels of an image. */
  int largestImage() {
    return largestImage;
  }

  /** To mean 0 and variance 1; images of one grey are only centred. */
  Standardisation standardisation() {
    double mean = sum / (double) pixels;
    double variance = squares / (double) pixels - mean * mean;
    return new Standardisation(
        (float) (mean / WHITE), variance > 0 ? (float) (Math.sqrt(variance) / WHITE) : 1);
  }
}
