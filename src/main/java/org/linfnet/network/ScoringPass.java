package org.linfnet.network;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.kernel.SparseDerivatives;

/**
 * Logits of a finished network, and the gradient that an attack follows, for blocks of up to a
 * given size. Holds the buffers of one pass, so one thread uses it at a time.
 *
 * <p>The network that counts has p = infinity. An attack may also look through the same numbers at
 * a finite p, where the gradient is dense.
 */
public final class ScoringPass {

  private final NetworkState state;
  private final List<BoundedLayer> layers;
  private final List<float[]> outputs = new ArrayList<>();
  private final List<SparseDerivatives> derivatives = new ArrayList<>();
  private final int capacity;

  /**
   * @param capacity the most examples that a block holds
   */
  public ScoringPass(
      NetworkShape shape, NetworkState state, DistanceKernels kernels, int capacity) {
    this.state = state;
    this.layers = NetworkLayers.finished(shape, kernels);
    this.capacity = capacity;
    for (Layer layer : layers) {
      outputs.add(new float[Math.multiplyExact(capacity, layer.outputs())]);
      derivatives.add(new SparseDerivatives(0));
    }
  }

  /** The most examples that a block holds. */
  public int capacity() {
    return capacity;
  }

  /**
   * The logits {@code float[batch * classes]} of the finished network. The array is this pass's own
   * and holds until the next call.
   *
   * @param inputs {@code float[batch * inputs]} in network units, row-major
   */
  public float[] logits(float[] inputs, int batch) {
    return relaxedLogits(Float.POSITIVE_INFINITY, inputs, batch);
  }

  /** {@link #logits} with every norm relaxed to l_p. */
  public float[] relaxedLogits(float p, float[] inputs, int batch) {
    for (int l = 0; l < layers.size(); l++) {
      layers.get(l).forward(state, p, block(l, inputs, batch));
    }
    return outputs.get(layers.size() - 1);
  }

  /**
   * Carries a gradient of the logits back to the inputs, after {@link #relaxedLogits} with the same
   * p, inputs and batch.
   *
   * @param logitGradient {@code float[batch * classes]}
   * @return {@code float[batch * inputs]}, possibly longer
   */
  public float[] inputGradient(float p, float[] inputs, int batch, float[] logitGradient) {
    float[] gradient = logitGradient;
    for (int l = layers.size() - 1; l >= 0; l--) {
      float[] before = new float[batch * layers.get(l).inputs()];
      layers.get(l).inputGradient(state, p, block(l, inputs, batch), gradient, before);
      gradient = before;
    }
    return gradient;
  }

  private LayerBlock block(int layer, float[] inputs, int batch) {
    return new LayerBlock(
        batch,
        layer == 0 ? inputs : outputs.get(layer - 1),
        outputs.get(layer),
        derivatives.get(layer));
  }
}
