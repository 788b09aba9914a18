package org.linfnet.network;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.kernel.DistanceKernels;

/**
 * Carries a box of inputs through a finished network, p = infinity, layer by layer. Holds the
 * buffers of one pass, so one thread uses it at a time.
 */
public final class BoundsPass {

  private final NetworkState state;
  private final List<BoundedLayer> layers;
  private final List<float[]> lower = new ArrayList<>();
  private final List<float[]> upper = new ArrayList<>();

  /**
   * @param capacity the most examples that a block holds
   */
  public BoundsPass(NetworkShape shape, NetworkState state, DistanceKernels kernels, int capacity) {
    this.state = state;
    this.layers = NetworkLayers.finished(shape, kernels);
    for (Layer layer : layers) {
      lower.add(new float[Math.multiplyExact(capacity, layer.outputs())]);
      upper.add(new float[Math.multiplyExact(capacity, layer.outputs())]);
    }
  }

  /**
   * Bounds the logits of every input between two bounds; {@link #lowerLogits} and {@link
   * #upperLogits} hold them until the next call.
   *
   * @param lowerInputs {@code float[batch * inputs]} in network units, row-major
   * @param upperInputs the same shape, nowhere below {@code lowerInputs}
   */
  public void run(float[] lowerInputs, float[] upperInputs, int batch) {
    float[] below = lowerInputs;
    float[] above = upperInputs;
    for (int l = 0; l < layers.size(); l++) {
      LayerBlock lowerBlock = new LayerBlock(batch, below, lower.get(l));
      LayerBlock upperBlock = new LayerBlock(batch, above, upper.get(l));
      layers.get(l).bounds(state, lowerBlock, upperBlock);
      below = lower.get(l);
      above = upper.get(l);
    }
  }

  /** The least logits, {@code float[batch * classes]}. */
  public float[] lowerLogits() {
    return lower.get(lower.size() - 1);
  }

  /** The largest logits, {@code float[batch * classes]}. */
  public float[] upperLogits() {
    return upper.get(upper.size() - 1);
  }
}
