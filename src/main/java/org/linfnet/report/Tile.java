package org.linfnet.report;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.linfnet.layer.Shape;

/**
 * Small images, a dot for each pixel. Three channels are drawn as red, green and blue; any other
 * number of channels is drawn as one, by their mean.
 */
final class Tile {

  private static final int COLOURS = 3;

  private Tile() {}

  /** Whether pictures of a shape are drawn in colour. */
  static boolean isColour(Shape shape) {
    return shape.channels() == COLOURS;
  }

  /**
   * A picture.
   *
   * @param brightness of every value of {@code shape}; 0 is black, 1 is white, and what is beyond
   *     is cut off
   */
  static BufferedImage picture(Shape shape, IntToDoubleFunction brightness) {
    if (isColour(shape)) {
      return colour(shape, brightness);
    }
    IntToDoubleFunction mean = meanOfChannels(shape, brightness);
    return image(
        shape,
        pixel -> {
          int grey = level(mean.applyAsDouble(pixel));
          return rgb(grey, grey, grey);
        });
  }

  /**
   * A picture of changes. In colour, each channel is mid-grey plus its change. In grey, a pixel is
   * white where there is no change, blue where it became darker, orange where it became brighter.
   *
   * @param change of every value of {@code shape}; -1 and 1 are the strongest colours, and what is
   *     beyond is cut off
   */
  static BufferedImage change(Shape shape, IntToDoubleFunction change) {
    if (isColour(shape)) {
      return colour(shape, value -> (1 + change.applyAsDouble(value)) / 2);
    }
    IntToDoubleFunction mean = meanOfChannels(shape, change);
    return image(
        shape,
        pixel -> {
          double part = Math.max(-1, Math.min(1, mean.applyAsDouble(pixel)));
          return blend(part < 0 ? Palette.DARKER : Palette.BRIGHTER, Math.abs(part)).getRGB();
        });
  }

  private static BufferedImage colour(Shape shape, IntToDoubleFunction brightness) {
    int plane = shape.height() * shape.width();
    return image(
        shape,
        pixel ->
            rgb(
                level(brightness.applyAsDouble(pixel)),
                level(brightness.applyAsDouble(plane + pixel)),
                level(brightness.applyAsDouble(2 * plane + pixel))));
  }

  private static IntToDoubleFunction meanOfChannels(Shape shape, IntToDoubleFunction values) {
    int plane = shape.height() * shape.width();
    return pixel ->
        IntStream.range(0, shape.channels())
                .mapToDouble(channel -> values.applyAsDouble(channel * plane + pixel))
                .sum()
            / shape.channels();
  }

  private static BufferedImage image(Shape shape, IntUnaryOperator color) {
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
    for (int row = 0; row < shape.height(); row++) {
      for (int column = 0; column < shape.width(); column++) {
        image.setRGB(column, row, color.applyAsInt(row * shape.width() + column));
      }
    }
    return image;
  }

  private static int level(double brightness) {
    return (int) Math.round(255 * Math.max(0, Math.min(1, brightness)));
  }

  private static int rgb(int red, int green, int blue) {
    return red << 16 | green << 8 | blue;
  }

  private static Color blend(Color full, double part) {
    return new Color(
        blend(full.getRed(), part), blend(full.getGreen(), part), blend(full.getBlue(), part));
  }

  private static int blend(int full, double part) {
    return (int) Math.round(255 + part * (full - 255));
  }
}
