package org.linfnet.layer;

import java.util.Set;

/**
 * The hyperbolic tangent, computed in double to 2.5 ulps and rounded to float once. Two such values
 * are in the order of their arguments up to one float ulp, which the bounds allow for.
 */
final class Tanh extends Activation {

  /** The kind, {@code tanh}. */
  static final LayerKind KIND =
      new LayerKind("tanh", Set.of(), (options, inputs, slots) -> new Tanh(inputs));

  private static final long serialVersionUID = 1;

  private Tanh(Shape inputs) {
    super(inputs);
  }

  @Override
  float value(float x) {
    return (float) StrictMath.tanh(x);
  }

  @Override
  float derivative(float y) {
    return 1 - y * y;
  }

  @Override
  float lowerValue(float x) {
    return Math.max(-1f, Math.nextDown(value(x)));
  }

  @Override
  float upperValue(float x) {
    return Math.min(1f, Math.nextUp(value(x)));
  }

  @Override
  public double lipschitz(float[] numbers) {
    return 1;
  }

  /** Half an ulp for the rounding to float, and less than another half for the one in double. */
  @Override
  public double roundingError(float[] numbers, Bounds input, Bounds output) {
    return Math.ulp(output.largest(outputs().size()));
  }
}
