package org.linfnet.layer;

/**
 * A function with a bounded range that is computed in double to a few ulps and rounded to float
 * once. Two such values are in the order of their arguments up to one float ulp, which the bounds
 * allow for.
 */
abstract class RoundedActivation extends Activation {

  private static final long serialVersionUID = 1;

  private final float least;
  private final float largest;

  /**
   * @param least the lower end of the range
   * @param largest the upper end of the range
   */
  RoundedActivation(Shape inputs, float least, float largest) {
    super(inputs);
    this.least = least;
    this.largest = largest;
  }

  @Override
  final float lowerValue(float x) {
    return Math.max(least, Math.nextDown(value(x)));
  }

  @Override
  final float upperValue(float x) {
    return Math.min(largest, Math.nextUp(value(x)));
  }

  /** Half an ulp for the rounding to float, and less than another half for those in double. */
  @Override
  public final double roundingError(float[] numbers, Bounds input, Bounds output) {
    return Math.ulp(output.largest(outputs().size()));
  }
}
