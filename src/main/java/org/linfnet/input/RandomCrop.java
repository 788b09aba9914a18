package org.linfnet.input;

import java.util.Arrays;
import java.util.Random;
import org.linfnet.layer.Shape;

/**
 * The random crop: an image of the same shape out of the image with a border around it. All
 * channels are cropped at the same place.
 *
 * @param shape the shape of the image and of the crop
 * @param padding the width of the border; with 0 every crop is the image
 * @param border what the border is made of
 * @param chance how likely an image is cropped; else it stays as it is
 */
record RandomCrop(Shape shape, int padding, CropBorder border, double chance) {

  /**
   * Writes the image, or the crop at an offset drawn from {@code random}, the rows' first.
   *
   * @param out takes the result, {@code byte[shape.size()]}
   */
  void crop(StoredValues images, int example, Random random, byte[] out) {
    if (chance == 1 || random.nextDouble() < chance) {
      int top = random.nextInt(2 * padding + 1);
      int left = random.nextInt(2 * padding + 1);
      crop(images, example, top, left, out);
    } else {
      images.copyBytes(example, 0, out, 0, shape.size());
    }
  }

  /**
   * Writes the crop whose corner is at row {@code top} and column {@code left} of the padded image;
   * the image itself is at {@code (padding, padding)}.
   *
   * @param top in [0, 2 * padding]
   * @param left in [0, 2 * padding]
   */
  void crop(StoredValues images, int example, int top, int left, byte[] out) {
    int height = shape.height();
    for (int line = 0; line < shape.channels() * height; line++) {
      int wanted = line % height + top - padding;
      int source = Math.max(0, Math.min(height - 1, wanted));
      int outAt = line * shape.width();
      if (source == wanted || border == CropBorder.EDGE) {
        int sourceLine = line / height * height + source;
        cropLine(images, example, sourceLine * shape.width(), left - padding, out, outAt);
      } else {
        Arrays.fill(out, outAt, outAt + shape.width(), (byte) 0);
      }
    }
  }

  /** Writes a line of the image from column {@code shift} on, with the border at both ends. */
  private void cropLine(
      StoredValues images, int example, int sourceAt, int shift, byte[] out, int outAt) {
    int width = shape.width();
    int from = Math.min(width, Math.max(0, -shift));
    int to = Math.max(from, Math.min(width, width - shift));
    if (from < to) {
      images.copyBytes(example, sourceAt + from + shift, out, outAt + from, to - from);
    }
    Arrays.fill(out, outAt, outAt + from, borderOf(images, example, sourceAt));
    Arrays.fill(out, outAt + to, outAt + width, borderOf(images, example, sourceAt + width - 1));
  }

  /** The border beside a pixel of the image. */
  private byte borderOf(StoredValues images, int example, int pixelAt) {
    return border == CropBorder.EDGE ? (byte) images.number(example, pixelAt) : 0;
  }
}
