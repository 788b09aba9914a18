package org.linfnet.layer;

import java.util.Set;

/** {@code y = max(x, 0)}. Nothing rounds. */
final class Relu extends Activation implements NonexpansiveLayer {

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
        } else if (isZeroBelow(lower, upper)) {
          below = 0;
        }
        inputs.coefficients()[row * size + k] = below;
      }
      inputs.constants()[row] = outputs.lowered(sum, absolute);
    }
    return true;
  }

  /** Whether the line below the graph is 0, and not x. */
  private static boolean isZeroBelow(double lower, double upper) {
    return upper <= 0 || (lower < 0 && upper < -lower);
  }

  /**
   * Of the line between the ends the slope is {@code u / (u - l)} and the height {@code -l} times
   * that.
   */
  @Override
  boolean linearGradient(BoundsBlock block, LinesGradient gradient) {
    LinearBounds outputs = gradient.outputs();
    int size = outputs.size();
    for (int row = 0; row < outputs.constants().length; row++) {
      float byConstant = (float) gradient.byInputs().constants()[row];
      gradient.byOutputs().constants()[row] = byConstant;
      for (int k = 0; k < size; k++) {
        int at = row * size + k;
        int box = row / outputs.quantities() * size + k;
        float coefficient = outputs.coefficients()[at];
        float byBelow = gradient.byInputs().coefficients()[at];
        float lower = block.input().lower()[box];
        float upper = block.input().upper()[box];
        if (coefficient < 0 && lower < 0 && upper > 0) {
          float width = upper - lower;
          float slope = upper / width;
          float descent = -lower / width;
          gradient.byOutputs().coefficients()[at] = slope * (byBelow - byConstant * lower);
          float part = coefficient / width;
          gradient.byBox().lower()[box] += part * slope * (byBelow - byConstant * upper);
          gradient.byBox().upper()[box] += part * descent * (byBelow - byConstant * lower);
        } else {
          gradient.byOutputs().coefficients()[at] = isZeroBelow(lower, upper) ? 0 : byBelow;
        }
      }
    }
    return true;
  }

  @Override
  public <V> V formula(Operations<V> operations, float[] numbers, V x) {
    return operations.relu(x);
  }

  @Override
  public double roundingError(float[] numbers, Bounds input, Bounds output) {
    return 0;
  }
}
