package org.linfnet.layer;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.linfnet.kernel.Kernels;

/**
 * Turns the distances to class prototypes into logits: {@code logit_j = b_j - y_j}. The nearest
 * prototype has the largest logit.
 *
 * @param inputs the shape of the distances, one a class
 * @param bias b, {@code float[classes]}
 */
public record PrototypeLogits(Shape inputs, Slot bias) implements NonexpansiveLayer {

  /** The kind, {@code prototype-logits}. */
  static final LayerKind KIND = new LayerKind("prototype-logits", Set.of(), PrototypeLogits::of);

  private static final long serialVersionUID = 1;

  private static PrototypeLogits of(LayerOptions options, Shape inputs, SlotPlaces slots) {
    return new PrototypeLogits(inputs, slots.trained("bias", inputs.size(), Slot.Update.PLAIN));
  }

  @Override
  public Shape outputs() {
    return inputs;
  }

  @Override
  public List<Slot> slots() {
    return List.of(bias);
  }

  @Override
  public void start(float[] numbers, Random random) {
    // Biases start at 0.
  }

  /** One subtraction rounds. */
  @Override
  public double roundingError(float[] numbers, Bounds input, Bounds output) {
    return Math.ulp(output.largest(inputs.size())) / 2.0;
  }

  @Override
  public <V> V formula(Operations<V> operations, float[] numbers, V x) {
    return operations.plus(operations.negative(x), bias.of(numbers));
  }

  @Override
  public LayerPass pass(Kernels kernels, int capacity) {
    return new Pass(inputs.size(), bias.at());
  }

  private record Pass(int classes, int biasAt) implements LayerPass {

    @Override
    public void forward(LayerBlock block) {
      subtractFromBias(block.numbers(), block.input(), block.output(), block.batch());
    }

    @Override
    public void inputGradient(LayerBlock block, float[] outputGradient, float[] inputGradient) {
      negate(outputGradient, inputGradient, block.batch());
    }

    @Override
    public void slotGradient(LayerBlock block, float[] outputGradient, float[] sums) {
      addToBias(outputGradient, block.batch(), sums);
    }

    @Override
    public void bounds(BoundsBlock block) {
      Bounds input = block.input();
      Bounds output = block.output();
      subtractFromBias(block.numbers(), input.upper(), output.lower(), block.batch());
      subtractFromBias(block.numbers(), input.lower(), output.upper(), block.batch());
    }

    @Override
    public void boundsGradient(
        BoundsBlock block, Bounds outputGradient, Bounds inputGradient, float[] sums) {
      negate(outputGradient.lower(), inputGradient.upper(), block.batch());
      negate(outputGradient.upper(), inputGradient.lower(), block.batch());
      addToBias(outputGradient.lower(), block.batch(), sums);
      addToBias(outputGradient.upper(), block.batch(), sums);
    }

    private void subtractFromBias(float[] numbers, float[] distances, float[] logits, int batch) {
      for (int b = 0; b < batch; b++) {
        for (int j = 0; j < classes; j++) {
          logits[b * classes + j] = numbers[biasAt + j] - distances[b * classes + j];
        }
      }
    }

    private void negate(float[] gradient, float[] negated, int batch) {
      for (int k = 0; k < batch * classes; k++) {
        negated[k] = -gradient[k];
      }
    }

    private void addToBias(float[] gradient, int batch, float[] sums) {
      for (int b = 0; b < batch; b++) {
        for (int j = 0; j < classes; j++) {
          sums[biasAt + j] += gradient[b * classes + j];
        }
      }
    }
  }
}
