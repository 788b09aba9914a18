package org.linfnet.dataset;

/** A point in the plane, x to the right and y down. */
record Point(double x, double y) {

  Point plus(double dx, double dy) {
    return new Point(x + dx, y + dy);
  }

  /** The squared distance from this point to the segment from {@code a} to {@code b}. */
  double squaredDistanceToSegment(Point a, Point b) {
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    double squaredLength = dx * dx + dy * dy;
    double along = squaredLength == 0 ? 0 : ((x - a.x) * dx + (y - a.y) * dy) / squaredLength;
    double nearest = Math.max(0, Math.min(1, along));
    double offX = a.x + nearest * dx - x;
    double offY = a.y + nearest * dy - y;
    return offX * offX + offY * offY;
  }
}
