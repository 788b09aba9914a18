package org.linfnet.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Random;

/**
 * The random crop: an image of the same shape out of the image with a border of zero
 * <em>pixels</em>, whose network value is (0 - mu) / sigma and not 0.
 *
 * @param shape the shape of the image and of the crop
 * @param padding the width of the border; with 0 every crop is the image
 * @param chance how likely an image is cropped; else it stays as it is
 */
public record RandomCrop(ImageShape shape, int padding, double chance) implements Serializable {

  /**
   * @throws InvalidInputException when the padding is negative, or the chance is not in [0, 1]
   */
  public RandomCrop {
    if (padding < 0) {
      throw new InvalidInputException("a border of " + padding + " pixels: it must be 0 or more");
    }
    if (!(chance >= 0 && chance <= 1)) {
      throw new InvalidInputException("a chance of " + chance + " to crop: it must be in [0, 1]");
    }
  }

  /** No crop: every image stays as it is. */
  public static RandomCrop none(ImageShape shape) {
    return new RandomCrop(shape, 0, 0);
  }

  /**
   * Writes the image, or the crop at an offset drawn from {@code random}, the rows' first.
   *
   * @param pixels holds the image at {@code [at, at + inputs)}
   * @param out takes the crop at {@code [outAt, outAt + inputs)}; another array than {@code pixels}
   */
  public void crop(byte[] pixels, int at, Random random, byte[] out, int outAt) {
    if (chance == 1 || random.nextDouble() < chance) {
      int top = random.nextInt(2 * padding + 1);
      int left = random.nextInt(2 * padding + 1);
      crop(pixels, at, top, left, out, outAt);
    } else {
      System.arraycopy(pixels, at, out, outAt, shape.inputs());
    }
  }

  /**
   * Writes the crop whose corner is at row {@code top} and column {@code left} of the padded image;
   * the image itself is at {@code (padding, padding)}.
   *
   * @param top in [0, 2 * padding]
   * @param left in [0, 2 * padding]
   */
  void crop(byte[] pixels, int at, int top, int left, byte[] out, int outAt) {
    int width = shape.width();
    int shiftRight = left - padding;
    int from = Math.max(0, -shiftRight);
    int to = Math.max(from, Math.min(width, width - shiftRight));
    for (int row = 0; row < shape.height(); row++) {
      int source = row + top - padding;
      int outRow = outAt + row * width;
      Arrays.fill(out, outRow, outRow + width, (byte) 0);
      if (source >= 0 && source < shape.height() && from < to) {
        System.arraycopy(
            pixels, at + source * width + from + shiftRight, out, outRow + from, to - from);
      }
    }
  }
}
