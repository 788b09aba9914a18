package org.linfnet.attack;

/** How far an attack moves in a step, in the encoding's unit. */
@FunctionalInterface
public interface StepSize {

  /**
   * The length of a step.
   *
   * @param step from 0
   * @param steps how many there are
   * @param radius of the ball
   */
  double at(int step, int steps, double radius);

  /** From a share of the radius, in equal ratios, down to a smaller share of it. */
  static StepSize decaying(double first, double last) {
    return (step, steps, radius) ->
        radius * first * Math.pow(last / first, step / (double) Math.max(1, steps - 1));
  }
}
