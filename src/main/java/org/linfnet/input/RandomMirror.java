package org.linfnet.input;

import java.util.Random;
import org.linfnet.layer.Shape;

/**
 * The random mirror image: left becomes right in all channels.
 *
 * @param shape the shape of the image
 * @param chance how likely an image is mirrored; with 0 nothing is drawn
 */
record RandomMirror(Shape shape, double chance) {

  /**
   * Mirrors the image, or leaves it as it is.
   *
   * @param image {@code byte[shape.size()]}
   */
  void mirror(Random random, byte[] image) {
    if (chance > 0 && random.nextDouble() < chance) {
      for (int at = 0; at < shape.size(); at += shape.width()) {
        reverse(image, at, at + shape.width());
      }
    }
  }

  private static void reverse(byte[] values, int from, int to) {
    for (int left = from, right = to - 1; left < right; left++, right--) {
      byte value = values[left];
      values[left] = values[right];
      values[right] = value;
    }
  }
}
