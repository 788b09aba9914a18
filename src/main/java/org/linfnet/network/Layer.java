package org.linfnet.network;

/**
 * One layer over its own slice of a network's numbers. Arrays are row-major, {@code float[batch *
 * inputs]} and {@code float[batch * outputs]}, and may be longer than a block needs.
 *
 * <p>p is the norm of the distance layers: finite while training, {@link Float#POSITIVE_INFINITY}
 * in the finished network. Layers without a norm take no notice of it.
 */
public interface Layer {

  /** Features that come in, per example. */
  int inputs();

  /** Features that go out, per example. */
  int outputs();

  /** Fills {@code block.output()}. */
  void forward(NetworkState state, float p, LayerBlock block);

  /**
   * After {@link #forward} on the same block: fills {@code inputGradient} and adds to this layer's
   * slice of {@code parameterGradient}.
   */
  void backward(
      NetworkState state,
      float p,
      LayerBlock block,
      float[] outputGradient,
      float[] inputGradient,
      float[] parameterGradient);

  /** {@link #backward} for a first layer, whose input wants no gradient. */
  void parameterGradient(
      NetworkState state,
      float p,
      LayerBlock block,
      float[] outputGradient,
      float[] parameterGradient);

  /** {@link #backward} for an attack, which leaves the parameters alone. */
  void inputGradient(
      NetworkState state, float p, LayerBlock block, float[] outputGradient, float[] inputGradient);
}
