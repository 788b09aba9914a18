package org.linfnet.layer;

import java.util.Random;

/** Random boxes, and float points of them that are hard to bound. */
final class Boxes {

  private Boxes() {}

  /** Boxes of any widths from 0 to about {@code scale}, most of them unlike. */
  static Bounds random(int count, Random random, double scale) {
    float[] lower = new float[count];
    float[] upper = new float[count];
    for (int i = 0; i < count; i++) {
      float one = (float) (scale * random.nextGaussian());
      float other =
          switch (random.nextInt(4)) {
            case 0 -> one;
            case 1 -> Math.nextUp(one);
            case 2 -> one + (float) (1e-3 * scale * random.nextGaussian());
            default -> (float) (scale * random.nextGaussian());
          };
      lower[i] = Math.min(one, other);
      upper[i] = Math.max(one, other);
    }
    return new Bounds(lower, upper);
  }

  /** A point whose values are ends of their intervals, floats beside the ends, or in between. */
  static float[] point(Bounds box, Random random) {
    float[] point = new float[box.lower().length];
    for (int i = 0; i < point.length; i++) {
      float lower = box.lower()[i];
      float upper = box.upper()[i];
      float value =
          switch (random.nextInt(6)) {
            case 0, 1 -> lower;
            case 2, 3 -> upper;
            case 4 -> random.nextBoolean() ? Math.nextUp(lower) : Math.nextDown(upper);
            default -> (float) (lower + random.nextDouble() * ((double) upper - lower));
          };
      point[i] = Math.min(upper, Math.max(lower, value));
    }
    return point;
  }
}
