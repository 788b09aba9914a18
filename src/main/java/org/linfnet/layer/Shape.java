package org.linfnet.layer;

import java.io.Serializable;
import java.util.Objects;
import org.linfnet.InvalidInputException;

/**
 * The shape of one example: {@code float[channels * height * width]}, channel by channel, each
 * row-major. A vector of n features has n channels of one value. Not a record, since a user's Kryo
 * may carry it.
 */
public final class Shape implements Serializable {

  private static final long serialVersionUID = 1;

  private final int channels;
  private final int height;
  private final int width;

  /**
   * @param channels values at each position, 1 for a grey image
   * @param height rows
   * @param width values in a row
   * @throws InvalidInputException when a side is below 1
   */
  public Shape(int channels, int height, int width) {
    if (channels < 1 || height < 1 || width < 1) {
      throw new InvalidInputException(
          "no example is %d x %d x %d: height, width and channels must be at least 1"
              .formatted(height, width, channels));
    }
    this.channels = channels;
    this.height = height;
    this.width = width;
  }

  /** The shape of a vector of features. */
  public static Shape vector(int size) {
    return new Shape(size, 1, 1);
  }

  /** Values at each position, 1 for a grey image. */
  public int channels() {
    return channels;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** Values in a row. */
  public int width() {
    return width;
  }

  /** The values of one example. */
  public int size() {
    return Math.multiplyExact(channels, Math.multiplyExact(height, width));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape that
        && channels == that.channels
        && height == that.height
        && width == that.width;
  }

  @Override
  public int hashCode() {
    return Objects.hash(channels, height, width);
  }

  /** {@code 784} for a vector, {@code 28 x 28} for one channel, {@code 32 x 32 x 3} for more. */
  @Override
  public String toString() {
    if (height == 1 && width == 1) {
      return Integer.toString(channels);
    }
    return height + " x " + width + (channels == 1 ? "" : " x " + channels);
  }
}
