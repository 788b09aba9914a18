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

  /**
   * On a box that holds 0 inside, the graph lies below the line between its ends, and above x and
   * above 0: of these two the one with less area below the line counts (arXiv 1906.06316, section
   * 3).
   */
  @Override
  boolean linear(BoundsBlock block, LinearBounds outputs, LinearBounds inputs) {
    int size = outputs.size();
    for (int row = 0; row < outputs.constants().length; row++) {
      double sum = outputs.constants()[row];
      double absolute = Math.abs(sum);
      for (int k = 0; k < size; k++) {
        float coefficient = outputs.coefficients()[row * size + k];
        int box = row / outputs.quantities() * size + k;
        double lower = block.input().lower()[box];
        double upper = block.input().upper()[box];
        float below = coefficient;
        if (coefficient < 0 && lower < 0 && upper > 0) {
          double slope = upper / (upper - lower);
          double height = Math.max(-slope * lower, upper - slope * upper);
          below = (float) (coefficient * slope);
          double rounded = Math.abs(coefficient * slope - below) * Math.max(-lower, upper);
          double term = coefficient * height - rounded;
          sum += term;
          absolute += Math.abs(term) + Math.abs(coefficient) * upper;
        } else if (upper <= 0 || (lower < 0 && upper < -lower)) {
          below = 0;
        }
        inputs.coefficients()[row * size + k] = below;
      }
      inputs.constants()[row] = outputs.lowered(sum, absolute);
    }
    return true;
  }

  @Override
  public double lipschitz(float[] numbers) {
    return 1;
  }

  @Override
  public boolean nonexpansive() {
    return true;
  }

  @Override
  public double roundingError(float[] numbers, Bounds input, Bounds output) {
    return 0;
  }
}
