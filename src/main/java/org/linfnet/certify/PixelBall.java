package org.linfnet.certify;

import java.io.Serializable;

/**
 * The floats in [0, 1] whose distance from a centre, worked out in double, is at most a radius. One
 * pixel at a time, for the l-infinity ball is a box.
 *
 * <p>Rounding is monotone, so this holds every float within the radius in real arithmetic, also
 * within the decimal number that the radius was read from.
 *
 * @param radius in pixel units
 */
public record PixelBall(double radius) implements Serializable {

  /**
   * @throws IllegalArgumentException when the radius is negative or not a number
   */
  public PixelBall {
    if (!(radius >= 0)) {
      throw new IllegalArgumentException("no ball has the radius " + radius);
    }
  }

  /** The smallest float of the ball around a centre in [0, 1]. */
  public float lower(float centre) {
    if (holds(centre, 0)) {
      return 0;
    }
    float near = (float) (centre - radius);
    if (holds(centre, near)) {
      return holds(centre, Math.nextDown(near)) ? searchLower(centre) : near;
    }
    float above = Math.nextUp(near);
    return holds(centre, above) ? above : searchLower(centre);
  }

  /** The largest float of the ball around a centre in [0, 1]. */
  public float upper(float centre) {
    if (holds(centre, 1)) {
      return 1;
    }
    float near = (float) (centre + radius);
    if (holds(centre, near)) {
      return holds(centre, Math.nextUp(near)) ? searchUpper(centre) : near;
    }
    float below = Math.nextDown(near);
    return holds(centre, below) ? below : searchUpper(centre);
  }

  /** Whether a point in [0, 1] is in the ball around a centre. */
  public boolean holds(float centre, float point) {
    return Math.abs((double) point - centre) <= radius;
  }

  /** Halves the floats from 0, which is outside, to the centre; their bits are in their order. */
  private float searchLower(float centre) {
    int outside = 0;
    int inside = Float.floatToIntBits(centre);
    while (inside - outside > 1) {
      int middle = (inside + outside) >>> 1;
      if (holds(centre, Float.intBitsToFloat(middle))) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return Float.intBitsToFloat(inside);
  }

  /** Halves the floats from the centre to 1, which is outside. */
  private float searchUpper(float centre) {
    int inside = Float.floatToIntBits(centre + 0f);
    int outside = Float.floatToIntBits(1);
    while (outside - inside > 1) {
      int middle = (inside + outside) >>> 1;
      if (holds(centre, Float.intBitsToFloat(middle))) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    return Float.intBitsToFloat(inside);
  }
}
