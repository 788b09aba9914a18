package org.linfnet.layer;

import java.util.Set;

/** The hyperbolic tangent, computed in double to 2.5 ulps. */
final class Tanh extends RoundedActivation implements NonexpansiveLayer {

  /** The kind, {@code tanh}. */
  static final LayerKind KIND =
      new LayerKind("tanh", Set.of(), (options, inputs, slots) -> new Tanh(inputs));

  private static final long serialVersionUID = 1;

  private Tanh(Shape inputs) {
    super(inputs, -1, 1);
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
  public <V> V formula(Operations<V> operations, float[] numbers, V x) {
    return operations.tanh(x);
  }
}
