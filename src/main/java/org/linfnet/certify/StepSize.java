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
}
