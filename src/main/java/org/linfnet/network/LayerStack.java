package org.linfnet.network;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.Layer;
import org.linfnet.layer.LayerBlock;
import org.linfnet.layer.LayerPass;
import org.linfnet.layer.Step;

/**
 * The passes of a network's layers, one behind the other, and what each gave for the last block.
 * One thread uses it at a time.
 */
final class LayerStack {

  private final List<LayerPass> passes = new ArrayList<>();
  private final List<float[]> outputs = new ArrayList<>();
  private final List<LayerBlock> blocks = new ArrayList<>();

  LayerStack(Network network, Kernels kernels, int capacity) {
    for (Layer layer : network.layers()) {
      passes.add(layer.pass(kernels, capacity));
      outputs.add(new float[Math.multiplyExact(capacity, layer.outputs().size())]);
    }
  }

  /** Carries a block through all layers; the logits hold until the next call. */
  float[] forward(Step step, float[] numbers, float[] inputs, int batch) {
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

  int size() {
    return passes.size();
  }

  LayerPass pass(int layer) {
    return passes.get(layer);
  }

  /** The last block, as it went through a layer. */
  LayerBlock block(int layer) {
    return blocks.get(layer);
  }

  /** Adds the statistics of the last block to the running slots of {@code sums}. */
  void statistics(float[] sums) {
    for (int l = 0; l < passes.size(); l++) {
      passes.get(l).statistics(blocks.get(l), sums);
    }
  }
}
