package org.linfnet.layer;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.kernel.Kernels;

/**
 * The passes of layers, one behind the other, and what each gave for the last block. One thread
 * uses it at a time.
 */
public final class LayerStack {

  private final List<LayerPass> passes = new ArrayList<>();
  private final List<float[]> outputs = new ArrayList<>();
  private final List<LayerBlock> blocks = new ArrayList<>();

  /**
   * @param capacity the most examples of a block
   */
  public LayerStack(List<Layer> layers, Kernels kernels, int capacity) {
    for (Layer layer : layers) {
      passes.add(layer.pass(kernels, capacity));
      outputs.add(new float[Math.multiplyExact(capacity, layer.outputs().size())]);
    }
  }

  /** Carries a block through all layers; what the last one gives holds until the next call. */
  public float[] forward(Step step, float[] numbers, float[] inputs, int batch) {
    blocks.clear();
    float[] input = inputs;
    for (int l = 0; l < passes.size(); l++) {
      LayerBlock block = new LayerBlock(step, numbers, batch, input, outputs.get(l));
      blocks.add(block);
      passes.get(l).forward(block);
      input = outputs.get(l);
    }
    return input;
  }

  /** How many layers there are. */
  public int size() {
    return passes.size();
  }

  /** The pass of a layer, the first being 0. */
  public LayerPass pass(int layer) {
    return passes.get(layer);
  }

  /** The last block, as it went through a layer. */
  public LayerBlock block(int layer) {
    return blocks.get(layer);
  }

  /** Adds the statistics of the last block to the running slots of {@code sums}. */
  public void statistics(float[] sums) {
    for (int l = 0; l < passes.size(); l++) {
      passes.get(l).statistics(blocks.get(l), sums);
    }
  }
}
