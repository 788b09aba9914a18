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
  public LayerPass pass(Kernels kernels, int capacity) {
    return new Pass(this);
  }

  /** Applies f to each value of a block. */
  static class Pass implements LayerPass {

    private final Activation layer;

    Pass(Activation layer) {
      this.layer = layer;
    }

    @Override
    public final void forward(LayerBlock block) {
      for (int i = 0; i < count(block.batch()); i++) {
        block.output()[i] = layer.value(block.input()[i]);
      }
    }

    @Override
    public final void inputGradient(
        LayerBlock block, float[] outputGradient, float[] inputGradient) {
      for (int i = 0; i < count(block.batch()); i++) {
        inputGradient[i] = outputGradient[i] * layer.derivative(block.output()[i]);
      }
    }

    /** Where an end is infinite a value may be NaN, which no f makes finite. */
    @Override
    public final void bounds(BoundsBlock block) {
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
    public final void boundsGradient(
        BoundsBlock block, Bounds outputGradient, Bounds inputGradient, float[] sums) {
      Bounds output = block.output();
      for (int i = 0; i < count(block.batch()); i++) {
        inputGradient.lower()[i] = outputGradient.lower()[i] * layer.derivative(output.lower()[i]);
        inputGradient.upper()[i] = outputGradient.upper()[i] * layer.derivative(output.upper()[i]);
      }
    }

    private int count(int batch) {
      return batch * layer.inputs().size();
    }
  }
}
