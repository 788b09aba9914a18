package org.linfnet.layer;

/**
 * A box around each example of a block: {@code lower[i] <= x[i] <= upper[i]}. Arrays are row-major,
 * {@code float[batch * size]}, and may be longer than a block needs. In the place of a gradient it
 * holds the gradient by each end.
 *
 * @param lower the lower ends
 * @param upper the upper ends
 */
public record Bounds(float[] lower, float[] upper) {

  /** New bounds for up to {@code capacity} examples of {@code size} values, all 0. */
  public static Bounds of(int capacity, int size) {
    int length = Math.multiplyExact(capacity, size);
    return new Bounds(new float[length], new float[length]);
  }

  /** Adds the ends of other bounds, which are no longer than these. */
  public void add(Bounds others) {
    for (int i = 0; i < others.lower.length; i++) {
      lower[i] += others.lower[i];
      upper[i] += others.upper[i];
    }
  }

  /** The largest absolute value among the first {@code count} ends; NaN if one of them is. */
  public float largest(int count) {
    float largest = 0;
    for (int i = 0; i < count; i++) {
      largest = Math.max(largest, Math.max(Math.abs(lower[i]), Math.abs(upper[i])));
    }
    return largest;
  }
}
