package org.linfnet.layer;

import java.util.List;
import java.util.Random;
import org.linfnet.kernel.Kernels;

/**
 * A function that is applied to each value alone: {@code y_i = f(x_i)}. f does not fall anywhere,
 * so the bounds of y are f at the bounds of x, rounded outward.
 */
abstract class Activation implements Layer {

  private static final long serialVersionUID = 1;

  private final Shape inputs;

  Activation(Shape inputs) {
    this.inputs = inputs;
  }

  /** f(x) in float. */
  abstract float value(float x);

  /** The derivative of f at x, in terms of y = f(x). */
  abstract float derivative(float y);

  /** A float that is not above any f(x') in float with x' at least x, which is finite. */
  abstract float lowerValue(float x);

  /** A float that is not below any f(x') in float with x' at most x, which is finite. */
  abstract float upperValue(float x);

  /**
   * Carries linear bounds back, as {@link LayerPass#linear} says.
   *
   * @return whether f knows lines; where it does not, nothing is done
   */
  boolean linear(BoundsBlock block, LinearBounds outputs, LinearBounds inputs) {
    return false;
  }

  /**
   * Carries a gradient through {@link #linear}, as {@link LayerPass#linearGradient} says.
   *
   * @return whether f knows lines; where it does not, nothing is done
   */
  boolean linearGradient(BoundsBlock block, LinesGradient gradient) {
    return false;
  }

  /**
   * Carries projections on, as {@link LayerPass#project} says.
   *
   * @return whether f knows lines; where it does not, nothing is done
   */
  boolean project(BoundsBlock block, Projections inputs, Projections outputs) {
    return false;
  }

  /**
   * Carries a gradient through {@link #project}, as {@link LayerPass#projectGradient} says.
   *
   * @return whether f knows lines; where it does not, nothing is done
   */
  boolean projectGradient(BoundsBlock block, ProjectionsGradient gradient) {
    return false;
  }

  @Override
  public final Shape inputs() {
    return inputs;
  }

  @Override
  public final Shape outputs() {
    return inputs;
  }

  @Override
  public final List<Slot> slots() {
    return List.of();
  }

  @Override
  public final void start(float[] numbers, Random random) {
    // There are no numbers.
  }

  @Override
  public final LayerPass pass(Kernels kernels, int capacity) {
    return new Pass(this);
  }

  private record Pass(Activation layer) implements LayerPass {

    @Override
    public void forward(LayerBlock block) {
      for (int i = 0; i < count(block.batch()); i++) {
        block.output()[i] = layer.value(block.input()[i]);
      }
    }

    @Override
    public void inputGradient(LayerBlock block, float[] outputGradient, float[] inputGradient) {
      for (int i = 0; i < count(block.batch()); i++) {
        inputGradient[i] = outputGradient[i] * layer.derivative(block.output()[i]);
      }
    }

    /** Where an end is infinite a value may be NaN, which no f makes finite. */
    @Override
    public void bounds(BoundsBlock block) {
      Bounds input = block.input();
      for (int i = 0; i < count(block.batch()); i++) {
        boolean finite = Float.isFinite(input.lower()[i]) && Float.isFinite(input.upper()[i]);
        block.output().lower()[i] =
            finite ? layer.lowerValue(input.lower()[i]) : Float.NEGATIVE_INFINITY;
        block.output().upper()[i] =
            finite ? layer.upperValue(input.upper()[i]) : Float.POSITIVE_INFINITY;
      }
    }

    @Override
    public void boundsGradient(
        BoundsBlock block, Bounds outputGradient, Bounds inputGradient, float[] sums) {
      Bounds output = block.output();
      for (int i = 0; i < count(block.batch()); i++) {
        inputGradient.lower()[i] = outputGradient.lower()[i] * layer.derivative(output.lower()[i]);
        inputGradient.upper()[i] = outputGradient.upper()[i] * layer.derivative(output.upper()[i]);
      }
    }

    @Override
    public void linear(BoundsBlock block, LinearBounds outputs, LinearBounds inputs) {
      if (!layer.linear(block, outputs, inputs)) {
        LayerPass.super.linear(block, outputs, inputs);
      }
    }

    @Override
    public void linearGradient(BoundsBlock block, LinesGradient gradient, float[] sums) {
      if (!layer.linearGradient(block, gradient)) {
        LayerPass.super.linearGradient(block, gradient, sums);
      }
    }

    @Override
    public void project(BoundsBlock block, Projections inputs, Projections outputs) {
      if (!layer.project(block, inputs, outputs)) {
        LayerPass.super.project(block, inputs, outputs);
      }
    }

    @Override
    public void projectGradient(BoundsBlock block, ProjectionsGradient gradient, float[] sums) {
      if (!layer.projectGradient(block, gradient)) {
        LayerPass.super.projectGradient(block, gradient, sums);
      }
    }

    private int count(int batch) {
      return batch * layer.inputs().size();
    }
  }
}
