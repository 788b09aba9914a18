package org.linfnet.layer;

import java.util.Set;

/** {@code y = max(x, 0)}. Nothing rounds. */
final class Relu extends Activation {

  /** The kind, {@code relu}. */
  static final LayerKind KIND =
      new LayerKind("relu", Set.of(), (options, inputs, slots) -> new Relu(inputs));

  private static final long serialVersionUID = 1;

  private Relu(Shape inputs) {
    super(inputs);
  }

  @Override
  float value(float x) {
    return Math.max(x, 0f);
  }

  @Override
  float derivative(float y) {
    return y > 0 ? 1 : 0;
  }

  @Override
  float lowerValue(float x) {
    return value(x);
  }

  @Override
  float upperValue(float x) {
    return value(x);
  }

  @Override
  public double lipschitz(float[] numbers) {
    return 1;
  }

  @Override
  public double roundingError(float[] numbers, Bounds input, Bounds output) {
    return 0;
  }
}
