package org.linfnet.layer;

import java.util.Set;
import org.linfnet.kernel.Kernels;

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

  @Override
  public LayerPass pass(Kernels kernels, int capacity) {
    return new Pass(this);
  }

  @Override
  public <V> V formula(Operations<V> operations, float[] numbers, V x) {
    return operations.relu(x);
  }

  @Override
  public double roundingError(float[] numbers, Bounds input, Bounds output) {
    return 0;
  }

  /**
   * Two parallel lines that the graph lies between on a box.
   *
   * @param slope of both
   * @param half of the distance between them, along y; 0 where they are the graph
   */
  private record Parallels(float slope, float half) {

    static Parallels of(float lower, float upper) {
      if (lower < 0 && upper > 0) {
        float slope = upper / (upper - lower);
        return new Parallels(slope, -lower * slope / 2);
      }
      return new Parallels(upper > 0 ? 1 : 0, 0);
    }
  }

  /**
   * Adds lines around the graph. They have no numbers of the network, so no slot has a gradient.
   */
  private static final class Pass extends Activation.Pass {

    Pass(Relu layer) {
      super(layer);
    }

    /**
     * On a box that holds 0 inside, the graph lies below the line between its ends. It lies above x
     * and above 0, of which the one with less area below the line counts; and above the line
     * through 0 that is parallel to the one between the ends. A coefficient that has overflowed
     * proves nothing, and must not vanish where the line is 0.
     */
    @Override
    public void linear(BoundsBlock block, LinearBounds outputs, LinearBounds inputs) {
      int size = outputs.size();
      for (int row = 0; row < outputs.rows(); row++) {
        double sum = outputs.constants()[row];
        double absolute = Math.abs(sum);
        for (int k = 0; k < size; k++) {
          float coefficient = outputs.coefficients()[row * size + k];
          int box = outputs.examples()[row] * size + k;
          double lower = block.input().lower()[box];
          double upper = block.input().upper()[box];
          float below = coefficient;
          if (!Float.isFinite(coefficient)) {
            sum = Double.NEGATIVE_INFINITY;
          } else if (isSloped(outputs, coefficient, lower, upper)) {
            double slope = upper / (upper - lower);
            double height = coefficient < 0 ? Math.max(-slope * lower, upper - slope * upper) : 0;
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
    }

    /** Whether a bound takes the line between the ends, or the one that is parallel to it. */
    private static boolean isSloped(
        LinearBounds outputs, float coefficient, double lower, double upper) {
      return lower < 0
          && upper > 0
          && (coefficient < 0
              || (coefficient > 0 && outputs.below() == LinearBounds.Below.PARALLEL));
    }

    /** Whether the line below the graph is 0, and not x. */
    private static boolean isZeroBelow(double lower, double upper) {
      return upper <= 0 || (lower < 0 && upper < -lower);
    }

    /**
     * Of the line between the ends the slope is {@code u / (u - l)} and the height {@code -l} times
     * that. A parallel line has the slope alone.
     */
    @Override
    public void linearGradient(BoundsBlock block, LinesGradient gradient, float[] sums) {
      LinearBounds outputs = gradient.outputs();
      int size = outputs.size();
      for (int row = 0; row < outputs.rows(); row++) {
        float byConstant = (float) gradient.byInputs().constants()[row];
        gradient.byOutputs().constants()[row] = byConstant;
        for (int k = 0; k < size; k++) {
          int at = row * size + k;
          int box = outputs.examples()[row] * size + k;
          float coefficient = outputs.coefficients()[at];
          float byBelow = gradient.byInputs().coefficients()[at];
          float lower = block.input().lower()[box];
          float upper = block.input().upper()[box];
          if (isSloped(outputs, coefficient, lower, upper)) {
            float byHeight = coefficient < 0 ? byConstant : 0;
            float width = upper - lower;
            float slope = upper / width;
            float descent = -lower / width;
            gradient.byOutputs().coefficients()[at] = slope * (byBelow - byHeight * lower);
            float part = coefficient / width;
            gradient.byBox().lower()[box] += part * slope * (byBelow - byHeight * upper);
            gradient.byBox().upper()[box] += part * descent * (byBelow - byHeight * lower);
          } else {
            gradient.byOutputs().coefficients()[at] = isZeroBelow(lower, upper) ? 0 : byBelow;
          }
        }
      }
    }

    /**
     * On a box that holds 0 inside, y is within half of the height of the middle between the line
     * through the ends and its parallel: {@code y = s x + h / 2 + (h / 2) unknown}, with {@code s =
     * u / (u - l)} and {@code h = -l s}.
     */
    @Override
    public void project(BoundsBlock block, Projections inputs, Projections outputs) {
      for (int at = 0; at < inputs.centres().length; at++) {
        Parallels lines = Parallels.of(block.input().lower()[at], block.input().upper()[at]);
        outputs.centres()[at] = lines.slope() * inputs.centres()[at] + lines.half();
        int value = at % inputs.stride();
        int sum = inputs.firstSum(at);
        for (int m = 0; m < inputs.count(); m++) {
          outputs.sums()[sum] = lines.slope() * inputs.sums()[sum];
          if (lines.half() > 0) {
            outputs.sums()[sum] += lines.half() * outputs.numbers()[m * inputs.stride() + value];
          }
          sum += inputs.stride();
        }
      }
    }

    /** By l the slope has the derivative {@code s / (u - l)}, by u {@code (1 - s) / (u - l)}. */
    @Override
    public void projectGradient(BoundsBlock block, ProjectionsGradient gradient, float[] sums) {
      Projections inputs = gradient.inputs();
      Projections byOutputs = gradient.byOutputs();
      for (int at = 0; at < inputs.centres().length; at++) {
        float lower = block.input().lower()[at];
        float upper = block.input().upper()[at];
        Parallels lines = Parallels.of(lower, upper);
        float byHalf = byOutputs.centres()[at];
        float bySlope = byOutputs.centres()[at] * inputs.centres()[at];
        gradient.byInputs().centres()[at] = lines.slope() * byOutputs.centres()[at];
        int value = at % inputs.stride();
        int sum = inputs.firstSum(at);
        for (int m = 0; m < inputs.count(); m++) {
          float bySum = byOutputs.sums()[sum];
          gradient.byInputs().sums()[sum] = lines.slope() * bySum;
          if (lines.half() > 0) {
            bySlope += bySum * inputs.sums()[sum];
            byHalf += bySum * gradient.outputs().numbers()[m * inputs.stride() + value];
          }
          sum += inputs.stride();
        }
        if (lines.half() > 0) {
          bySlope -= byHalf * lower / 2;
          float width = upper - lower;
          gradient.byBox().lower()[at] +=
              bySlope * lines.slope() / width - byHalf * lines.slope() / 2;
          gradient.byBox().upper()[at] += bySlope * (1 - lines.slope()) / width;
        }
      }
    }
  }
}
