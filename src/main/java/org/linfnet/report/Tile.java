package org.linfnet.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import org.linfnet.data.ImageShape;

/** Small images, a dot for each pixel. */
final class Tile {

  private Tile() {}

  /**
   * A grey image.
   *
   * @param brightness of every pixel, row-major; 0 is black, 1 is white, and what is beyond is cut
   *     off
   */
  static BufferedImage grey(ImageShape shape, IntToDoubleFunction brightness) {
    return image(
        shape,
        pixel -> {
          int grey = (int) Math.round(255 * clamped(brightness.applyAsDouble(pixel), 0));
          return grey << 16 | grey << 8 | grey;
        });
  }

  /**
   * An image of changes: white where there is none, blue where a pixel became darker, orange where
   * it became brighter.
   *
   * @param change of every pixel, row-major; -1 is full blue, 1 is full orange, and what is beyond
   *     is cut off
   */
  static BufferedImage signed(ImageShape shape, IntToDoubleFunction change) {
    return image(
        shape,
        pixel -> {
          double part = clamped(change.applyAsDouble(pixel), -1);
          return blend(part < 0 ? Palette.DARKER : Palette.BRIGHTER, Math.abs(part)).getRGB();
        });
  }

  private static BufferedImage image(ImageShape shape, IntUnaryOperator color) {
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < shape.height(); row++) {
      for (int column = 0; column < shape.width(); column++) {
        image.setRGB(column, row, color.applyAsInt(row * shape.width() + column));
      }
    }
    return image;
  }

  private static double clamped(double value, double least) {
    return Math.max(least, Math.min(1, value));
  }

  private static Color blend(Color full, double part) {
    return new Color(
        blend(full.getRed(), part), blend(full.getGreen(), part), blend(full.getBlue(), part));
  }

  private static int blend(int full, double part) {
    return (int) Math.round(255 + part * (full - 255));
  }
}
