package org.linfnet.dataset;

import java.util.ArrayList;
import java.util.List;

/**
 * A Catmull-Rom spline through its points; through two, a line.
 *
 * @param points at least two
 */
record Curve(List<Point> points) {

  private static final int PIECES = 8;

  /** The curve through the points (x, y), (x, y), … */
  static Curve through(double... coordinates) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < coordinates.length; i += 2) {
      points.add(new Point(coordinates[i], coordinates[i + 1]));
    }
    return new Curve(List.copyOf(points));
  }

  /** The corners of a polyline near the curve, {@value #PIECES} pieces between two points. */
  List<Point> corners() {
    List<Point> corners = new ArrayList<>();
    corners.add(points.get(0));
    for (int span = 0; span + 1 < points.size(); span++) {
      for (int piece = 1; piece <= PIECES; piece++) {
        corners.add(between(span, piece / (double) PIECES));
      }
    }
    return corners;
  }

  private Point between(int span, double t) {
    Point before = points.get(Math.max(0, span - 1));
    Point from = points.get(span);
    Point to = points.get(span + 1);
    Point after = points.get(Math.min(points.size() - 1, span + 2));
    return new Point(
        blend(before.x(), from.x(), to.x(), after.x(), t),
        blend(before.y(), from.y(), to.y(), after.y(), t));
  }

  private static double blend(double before, double from, double to, double after, double t) {
    double linear = to - before;
    double square = 2 * before - 5 * from + 4 * to - after;
    double cube = 3 * (from - to) + after - before;
    return from + 0.5 * t * (linear + t * (square + t * cube));
  }
}
