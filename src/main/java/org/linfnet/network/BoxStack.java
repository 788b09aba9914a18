package org.linfnet.network;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.BoundsBlock;
import org.linfnet.layer.Layer;
import org.linfnet.layer.LayerPass;

/**
 * The passes of layers, one behind the other, and the boxes around what each takes in and gives for
 * the last block of examples. One thread uses it at a time.
 */
final class BoxStack {

  private final List<Layer> layers;
  private final List<LayerPass> passes = new ArrayList<>();
  private final List<Bounds> outputs = new ArrayList<>();
  private final List<BoundsBlock> blocks = new ArrayList<>();

  BoxStack(List<Layer> layers, Kernels kernels, int capacity) {
    this.layers = layers;
    for (Layer layer : layers) {
      passes.add(layer.pass(kernels, capacity));
      outputs.add(Bounds.of(capacity, layer.outputs().size()));
    }
  }

  /** Takes a block of boxes of inputs; no layer is passed yet. */
  void begin(float[] numbers, Bounds inputs, int batch) {
    blocks.clear();
    for (int l = 0; l < layers.size(); l++) {
      Bounds input = l == 0 ? inputs : outputs.get(l - 1);
      blocks.add(new BoundsBlock(numbers, batch, input, outputs.get(l)));
    }
  }

  /** The number of layers. */
  int size() {
    return layers.size();
  }

  int last() {
    return layers.size() - 1;
  }

  Layer layer(int l) {
    return layers.get(l);
  }

  LayerPass pass(int l) {
    return passes.get(l);
  }

  /** The last block at a layer. */
  BoundsBlock block(int l) {
    return blocks.get(l);
  }

  int batch() {
    return blocks.get(0).batch();
  }

  /** New boxes of zeros of what each layer takes in. */
  List<Bounds> inputGradients() {
    return layers.stream().map(layer -> Bounds.of(batch(), layer.inputs().size())).toList();
  }
}
