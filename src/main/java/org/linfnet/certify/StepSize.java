package org.linfnet.certify;

import java.io.Serializable;

/** How far an attack moves in a step, in pixel units. */
@FunctionalInterface
public interface StepSize extends Serializable {

  /**
   * The length of a step.
   *
   * @param step from 0
   * @param steps how many there are
   * @param radius of the ball
   */
  double at(int step, int steps, double radius);

  /** The same in every step, whatever the radius. */
  static StepSize constant(double length) {
    return (step, steps, radius) -> length;
  }

  /** From a share of the radius, in equal ratios, down to a smaller share of it. */
  static StepSize decaying(double first, double last) {
    return (step, steps, radius) ->
        radius * first * Math.pow(last / first, step / (double) Math.max(1, steps - 1));
  }
}
