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
}
