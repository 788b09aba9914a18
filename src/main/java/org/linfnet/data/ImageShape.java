package org.linfnet.data;

import java.io.Serializable;

/**
 * The shape of a grey image, stored row-major, one byte a pixel.
 *
 * @param height rows
 * @param width pixels in a row
 */
public record ImageShape(int height, int width) implements Serializable {

  /**
   * @throws InvalidInputException when a side is below 1
   */
  public ImageShape {
    if (height < 1 || width < 1) {
      throw new InvalidInputException(
          "no image is " + height + " x " + width + ": both sides must be at least 1");
    }
  }

  /** The pixels of one image, which are the inputs of a network. */
  public int inputs() {
    return Math.multiplyExact(height, width);
  }

  @Override
  public String toString() {
    return height + " x " + width;
  }
}
