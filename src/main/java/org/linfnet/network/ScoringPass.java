package org.linfnet.network;

import java.util.List;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.LayerStack;
import org.linfnet.layer.Step;

/**
 * Logits of a finished network, and the gradient that an attack follows, for blocks of up to a
 * given size. It holds the buffers of one pass, so one thread uses it at a time.
 *
 * <p>The finished network has p = infinity. An attack may also use the same numbers at a finite p,
 * where the gradient is dense.
 */
public final class ScoringPass {

  private final NetworkState state;
  private final LayerStack layers;

  /**
   * @param capacity the most examples that a block holds
   */
  public ScoringPass(NetworkState state, Kernels kernels, int capacity) {
    this.state = state;
    this.layers = new LayerStack(state.network().layers(), kernels, capacity);
  }

  /**
   * The logits {@code float[batch * classes]} of the finished network. The array is this pass's own
   * and holds until the next call.
   *
   * @param inputs {@code float[batch * inputs]} in network units, row-major
   */
  public float[] logits(float[] inputs, int batch) {
    return layers.forward(Step.scoring(), state.numbers(), inputs, batch);
  }

  /** {@link #logits} with every distance relaxed to the l_p norm. */
  public float[] relaxedLogits(float p, float[] inputs, int batch) {
    return layers.forward(Step.scoring(p), state.numbers(), inputs, batch);
  }

  /**
   * Carries a gradient of the logits back to the inputs of the last {@link #relaxedLogits}.
   *
   * @param logitGradient {@code float[batch * classes]}
   * @return {@code float[batch * inputs]}
   */
  public float[] inputGradient(float[] logitGradient) {
    float[] gradient = logitGradient;
    for (int l = layers.size() - 1; l >= 0; l--) {
      gradient = back(l, gradient);
    }
    return gradient;
  }

  /**
   * Carries a gradient of the logits back through every layer of the last {@link #relaxedLogits}.
   *
   * @param logitGradient {@code float[batch * classes]}
   * @return the gradient by the inputs of each layer, first to last, {@code float[batch * inputs]}
   */
  public List<float[]> layerGradients(float[] logitGradient) {
    float[][] gradients = new float[layers.size()][];
    float[] gradient = logitGradient;
    for (int l = layers.size() - 1; l >= 0; l--) {
      gradient = back(l, gradient);
      gradients[l] = gradient;
    }
    return List.of(gradients);
  }

  private float[] back(int layer, float[] outputGradient) {
    int inputs = state.network().layers().get(layer).inputs().size();
    float[] gradient = new float[layers.block(layer).batch() * inputs];
    layers.pass(layer).inputGradient(layers.block(layer), outputGradient, gradient);
    return gradient;
  }
}
