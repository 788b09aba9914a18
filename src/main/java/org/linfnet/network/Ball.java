package org.linfnet.network;

import java.io.Serializable;
import java.util.Arrays;
import org.linfnet.layer.Bounds;

/**
 * What may become of an example when it is perturbed: each input within a radius of its value and
 * in its range. All is in network units, rounded to nearest: a ball to train on, not to prove with.
 *
 * @param radius the radius
 * @param least the least value of each input, {@code float[inputs]}
 * @param most the largest value of each input, {@code float[inputs]}
 */
public record Ball(float radius, float[] least, float[] most) implements Serializable {

  private static final long serialVersionUID = 1;

  /** A ball of radius 0 that may grow without a limit. */
  static Ball unlimited(int inputs) {
    float[] least = new float[inputs];
    float[] most = new float[inputs];
    Arrays.fill(least, Float.NEGATIVE_INFINITY);
    Arrays.fill(most, Float.POSITIVE_INFINITY);
    return new Ball(0, least, most);
  }

  /** The ball in the same range whose radius is a part of this one's. */
  public Ball scaled(double part) {
    return ofRadius((float) (part * radius));
  }

  /** The ball of another radius in the same range. */
  Ball ofRadius(float otherRadius) {
    return new Ball(otherRadius, least, most);
  }

  /**
   * Sets boxes to the balls around examples.
   *
   * @param inputs {@code float[batch * inputs]}
   */
  void boxes(float[] inputs, int batch, Bounds boxes) {
    for (int at = 0; at < batch * least.length; at += least.length) {
      for (int i = 0; i < least.length; i++) {
        boxes.lower()[at + i] = Math.max(least[i], inputs[at + i] - radius);
        boxes.upper()[at + i] = Math.min(most[i], inputs[at + i] + radius);
      }
    }
  }
}
