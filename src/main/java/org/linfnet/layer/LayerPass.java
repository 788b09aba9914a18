package org.linfnet.layer;

/**
 * Carries blocks of examples, boxes and gradients through one layer. It holds buffers and caches,
 * so one thread uses it at a time.
 */
public interface LayerPass {

  /** Fills {@code block.output()}. */
  void forward(LayerBlock block);

  /**
   * Fills the gradient by the layer's input, after {@link #forward} on the same block.
   *
   * @param outputGradient {@code float[batch * outputs]}
   * @param inputGradient {@code float[batch * inputs]}; filled
   */
  void inputGradient(LayerBlock block, float[] outputGradient, float[] inputGradient);

  /**
   * Adds the gradient by the layer's trained slots, after {@link #forward} on the same block. A
   * layer without trained slots adds nothing.
   *
   * @param outputGradient {@code float[batch * outputs]}
   * @param sums laid out as the network's numbers; added to
   */
  default void slotGradient(LayerBlock block, float[] outputGradient, float[] sums) {}

  /** Both {@link #inputGradient} and {@link #slotGradient}, in one pass where that saves work. */
  default void backward(
      LayerBlock block, float[] outputGradient, float[] inputGradient, float[] sums) {
    inputGradient(block, outputGradient, inputGradient);
    slotGradient(block, outputGradient, sums);
  }

  /**
   * Adds, for each running slot, the sum over the batch of the statistic that the slot averages,
   * after {@link #forward} on the same block. A layer without running slots adds nothing.
   *
   * @param sums laid out as the network's numbers; added to
   */
  default void statistics(LayerBlock block, float[] sums) {}

  /**
   * Fills {@code block.output()} with bounds of what {@link #forward} of the finished network gives
   * for any float input in {@code block.input()}. They hold for the floats that run, in whatever
   * order a kernel adds them up.
   */
  void bounds(BoundsBlock block);

  /**
   * Carries a gradient of the output's bounds back to the bounds of the input, after {@link
   * #bounds} on the same block, and adds the gradient by the layer's trained slots.
   *
   * @param outputGradient by the lower and the upper ends of the output
   * @param inputGradient by the lower and the upper ends of the input; filled
   * @param sums laid out as the network's numbers; added to
   */
  void boundsGradient(BoundsBlock block, Bounds outputGradient, Bounds inputGradient, float[] sums);

  /**
   * As {@link #boundsGradient}, for a layer that is the first: no gradient by the box of its inputs
   * is wanted.
   *
   * @param sums laid out as the network's numbers; added to
   */
  default void boundsSlotGradient(BoundsBlock block, Bounds outputGradient, float[] sums) {
    Bounds input = block.input();
    Bounds unwanted = new Bounds(new float[input.lower().length], new float[input.upper().length]);
    boundsGradient(block, outputGradient, unwanted, sums);
  }

  /**
   * Carries linear bounds back from the layer's outputs to its inputs, after {@link #bounds} on the
   * same block. A layer that knows no lines ends there: the least values over the box of its
   * outputs are the constants, and the coefficients are 0.
   *
   * @param inputs filled; its coefficients are 0 before
   */
  default void linear(BoundsBlock block, LinearBounds outputs, LinearBounds inputs) {
    for (int row = 0; row < outputs.rows(); row++) {
      inputs.constants()[row] = outputs.least(row, block.output());
    }
  }

  /**
   * Carries a gradient through {@link #linear}, after it on the same block, and adds the gradient
   * by the layer's trained slots. What is taken off for roundings counts as constant.
   *
   * @param sums laid out as the network's numbers; added to
   */
  default void linearGradient(BoundsBlock block, LinesGradient gradient, float[] sums) {
    LinearBounds outputs = gradient.outputs();
    Bounds byOutputBox = Bounds.of(block.batch(), outputs.size());
    for (int row = 0; row < outputs.rows(); row++) {
      double byLeast = gradient.byInputs().constants()[row];
      outputs.addLeastGradient(
          row, byLeast, block.output(), gradient.byOutputs().coefficients(), byOutputBox);
      gradient.byOutputs().constants()[row] = byLeast;
    }
    Bounds byBox = Bounds.of(block.batch(), gradient.byInputs().size());
    boundsGradient(block, byOutputBox, byBox, sums);
    gradient.byBox().add(byBox);
  }

  /**
   * Carries projections on from the layer's inputs to its outputs, after {@link #bounds} on the
   * same block. A layer that knows no lines begins anew: each output is an unknown of its box.
   *
   * @param outputs filled; 0 before
   */
  default void project(BoundsBlock block, Projections inputs, Projections outputs) {
    outputs.begin(block.output());
  }

  /**
   * Carries a gradient through {@link #project}, after it on the same block, and adds the gradient
   * by the layer's trained slots.
   *
   * @param sums laid out as the network's numbers; added to
   */
  default void projectGradient(BoundsBlock block, ProjectionsGradient gradient, float[] sums) {
    int batch = block.batch();
    Bounds byOutputBox = Bounds.of(batch, gradient.outputs().stride());
    gradient.outputs().addBeginGradient(gradient.byOutputs(), byOutputBox);
    Bounds byBox = Bounds.of(batch, gradient.inputs().stride());
    boundsGradient(block, byOutputBox, byBox, sums);
    gradient.byBox().add(byBox);
  }

  /**
   * Bounds by how much one output leads every other, where the outputs are logits. A layer that
   * knows more of a difference of two outputs than the bounds of both proves more than this does.
   *
   * @param block its output is scratch space
   * @param leads filled
   */
  default void leads(BoundsBlock block, Leads leads) {
    bounds(block);
    Bounds output = block.output();
    for (int b = 0; b < block.batch(); b++) {
      int at = b * leads.count();
      double least = output.lower()[at + leads.classes()[b]];
      for (int j = 0; j < leads.count(); j++) {
        // The sign is exact: a difference of floats does not round to 0 in double.
        leads.values()[at + j] = j == leads.classes()[b] ? 0 : least - output.upper()[at + j];
      }
    }
  }

  /**
   * Carries a gradient of the leads back to the bounds of the input, after {@link #leads} on the
   * same block, and adds the gradient by the layer's trained slots.
   *
   * @param leadGradient {@code float[batch * count]}; what it says of a class's lead over itself
   *     does not count
   * @param inputGradient by the lower and the upper ends of the input; filled
   * @param sums laid out as the network's numbers; added to
   */
  default void leadsGradient(
      BoundsBlock block, Leads leads, float[] leadGradient, Bounds inputGradient, float[] sums) {
    Bounds outputGradient = Bounds.of(block.batch(), leads.count());
    for (int b = 0; b < block.batch(); b++) {
      int at = b * leads.count();
      int own = at + leads.classes()[b];
      for (int other = at; other < at + leads.count(); other++) {
        if (other != own) {
          outputGradient.lower()[own] += leadGradient[other];
          outputGradient.upper()[other] = -leadGradient[other];
        }
      }
    }
    boundsGradient(block, outputGradient, inputGradient, sums);
  }
}
