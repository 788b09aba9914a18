package org.linfnet.dataset;

import java.util.List;
import java.util.Random;
import org.linfnet.layer.Shape;

/**
 * How a hand writes: where, how large, how slanted, how turned, how thick and how steadily. Lengths
 * are in pixels.
 */
record DigitPen(
    Point centre,
    double width,
    double height,
    double slant,
    double turn,
    double radius,
    Tremor tremor) {

  /** A hand at random. */
  static DigitPen drawn(Random random) {
    double height = uniform(random, 15.5, 21);
    return new DigitPen(
        new Point(14 + uniform(random, -2.4, 2.4), 14 + uniform(random, -2.4, 2.4)),
        height * uniform(random, 0.55, 0.9),
        height,
        uniform(random, -0.33, 0.33),
        uniform(random, -0.2, 0.2),
        uniform(random, 1.5, 2.4),
        Tremor.drawn(random));
  }

  /**
   * Draws a digit in white on what {@code pixels} holds at {@code [at, at + inputs)}, with smoothed
   * edges.
   */
  void write(DigitOutline outline, Shape shape, byte[] pixels, int at) {
    for (Curve curve : outline.curves()) {
      List<Point> corners = curve.corners().stream().map(this::onPaper).toList();
      for (int i = 0; i + 1 < corners.size(); i++) {
        draw(corners.get(i), corners.get(i + 1), shape, pixels, at);
      }
    }
  }

  private Point onPaper(Point ideal) {
    Point shaken = tremor.shake(ideal);
    double y = (shaken.y() - 0.5) * height;
    double x = (shaken.x() - 0.5) * width - slant * y;
    double cos = StrictMath.cos(turn);
    double sin = StrictMath.sin(turn);
    return centre.plus(cos * x - sin * y, sin * x + cos * y);
  }

  private void draw(Point from, Point to, Shape shape, byte[] pixels, int at) {
    double reach = radius + 1;
    int top = (int) Math.max(0, Math.min(from.y(), to.y()) - reach);
    int left = (int) Math.max(0, Math.min(from.x(), to.x()) - reach);
    double bottom = Math.min(shape.height(), Math.max(from.y(), to.y()) + reach);
    double right = Math.min(shape.width(), Math.max(from.x(), to.x()) + reach);
    for (int row = top; row < bottom; row++) {
      for (int column = left; column < right; column++) {
        int index = at + row * shape.width() + column;
        int ink = ink(new Point(column + 0.5, row + 0.5), from, to);
        pixels[index] = (byte) Math.max(ink, Byte.toUnsignedInt(pixels[index]));
      }
    }
  }

  /** 255 within the stroke, 0 outside, a slope one pixel wide between. */
  private int ink(Point pixel, Point from, Point to) {
    double inside = radius + 0.5 - Math.sqrt(pixel.squaredDistanceToSegment(from, to));
    return (int) Math.round(255 * Math.max(0, Math.min(1, inside)));
  }

  private static double uniform(Random random, double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /**
   * A slow wave across the unit square that bends a digit and keeps its curves joined.
   *
   * @param along the wave's direction and frequency, cycles a side
   * @param phase in radians
   * @param amplitude by how much it moves a point
   */
  private record Tremor(Point along, double phase, Point amplitude) {

    static Tremor drawn(Random random) {
      return new Tremor(
          new Point(uniform(random, -1.2, 1.2), uniform(random, -1.2, 1.2)),
          uniform(random, 0, 2 * Math.PI),
          new Point(uniform(random, -0.1, 0.1), uniform(random, -0.08, 0.08)));
    }

    Point shake(Point ideal) {
      double wave =
          StrictMath.sin(2 * Math.PI * (along.x() * ideal.x() + along.y() * ideal.y()) + phase);
      return ideal.plus(amplitude.x() * wave, amplitude.y() * wave);
    }
  }
}
