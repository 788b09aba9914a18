package org.linfnet.input;

import java.util.Arrays;
import java.util.Random;
import org.linfnet.layer.Shape;

/**
 * The random crop: an image of the same shape out of the image with a border of zero
 * <em>pixels</em>, whose network value is (0 - mu) / sigma and not 0. All channels are cropped at
 * the same place.
 *
 * @param shape the shape of the image and of the crop
 * @param padding the width of the border; with 0 every crop is the image
 * @param chance how likely an image is cropped; else it stays as it is
 */
record RandomCrop(Shape shape, int padding, double chance) {

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
    int width = shape.width();
    int shiftRight = left - padding;
    int from = Math.max(0, -shiftRight);
    int to = Math.max(from, Math.min(width, width - shiftRight));
    for (int line = 0; line < shape.channels() * shape.height(); line++) {
      int channel = line / shape.height();
      int source = line % shape.height() + top - padding;
      int outAt = line * width;
      Arrays.fill(out, outAt, outAt + width, (byte) 0);
      if (source >= 0 && source < shape.height() && from < to) {
        int sourceAt = (channel * shape.height() + source) * width + from + shiftRight;
        images.copyBytes(example, sourceAt, out, outAt + from, to - from);
      }
    }
  }
}
