package org.linfnet.layer;

import java.util.Set;

/**
 * The logistic function {@code 1 / (1 + exp(-x))}, computed in double to 4 ulps and rounded to
 * float once. Two such values are in the order of their arguments up to one float ulp, which the
 * bounds allow for.
 */
final class Logistic extends Activation {

  /** The kind, {@code logistic}. */
  static final LayerKind KIND =
      new LayerKind("logistic", Set.of(), (options, inputs, slots) -> new Logistic(inputs));

  private static final long serialVersionUID = 1;

  private Logistic(Shape inputs) {
    super(inputs);
  }

  @Override
  float value(float x) {
    return (float) (1 / (1 + StrictMath.exp(-(double) x)));
  }

  @Override
  float derivative(float y) {
    return y * (1 - y);
  }

  @Override
  float lowerValue(float x) {
    return Math.max(0f, Math.nextDown(value(x)));
  }

  @Override
  float upperValue(float x) {
    return Math.min(1f, Math.nextUp(value(x)));
  }

  /** The largest derivative, at 0. */
  @Override
  public double lipschitz(float[] numbers) {
    return 0.25;
  }

  /** Half an ulp for the rounding to float, and less than another half for those in double. */
  @Override
  public double roundingError(float[] numbers, Bounds input, Bounds output) {
    return Math.ulp(output.largest(outputs().size()));
  }
}
