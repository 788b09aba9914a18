package org.linfnet.layer;

import java.util.Set;

/** The logistic function {@code 1 / (1 + exp(-x))}, computed in double to 4 ulps. */
final class Logistic extends RoundedActivation implements NonexpansiveLayer {

  /** The kind, {@code logistic}. */
  static final LayerKind KIND =
      new LayerKind("logistic", Set.of(), (options, inputs, slots) -> new Logistic(inputs));

  private static final long serialVersionUID = 1;

  private Logistic(Shape inputs) {
    super(inputs, 0, 1);
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
  public <V> V formula(Operations<V> operations, float[] numbers, V x) {
    return operations.logistic(x);
  }

  /** The largest derivative, at 0. */
  @Override
  public double lipschitz(float[] numbers) {
    return 0.25;
  }
}
