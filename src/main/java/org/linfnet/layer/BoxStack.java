package org.linfnet.layer;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.kernel.Kernels;

/**
 * The passes of layers, one behind the other, and the boxes around what each takes in and gives for
 * the last block of examples. One thread uses it at a time.
 */
public final class BoxStack {

  private final List<Layer> layers;
  private final List<LayerPass> passes = new ArrayList<>();
  private final List<Bounds> outputs = new ArrayList<>();
  private final List<BoundsBlock> blocks = new ArrayList<>();

  /**
   * @param capacity the most examples of a block
   */
  public BoxStack(List<Layer> layers, Kernels kernels, int capacity) {
    this.layers = layers;
    for (Layer layer : layers) {
      passes.add(layer.pass(kernels, capacity));
      outputs.add(Bounds.of(capacity, layer.outputs().size()));
    }
  }

  /** Takes a block of boxes of inputs; no layer is passed yet. */
  public void begin(float[] numbers, Bounds inputs, int batch) {
    blocks.clear();
    for (int l = 0; l < layers.size(); l++) {
      Bounds input = l == 0 ? inputs : outputs.get(l - 1);
      blocks.add(new BoundsBlock(numbers, batch, input, outputs.get(l)));
    }
  }

  /**
   * Takes a block of boxes of inputs through all layers.
   *
   * @return the boxes of what the last layer gives, which hold until the next block
   */
  public Bounds bounds(float[] numbers, Bounds inputs, int batch) {
    begin(numbers, inputs, batch);
    for (int l = 0; l < layers.size(); l++) {
      passes.get(l).bounds(blocks.get(l));
    }
    return blocks.get(last()).output();
  }

  /**
   * An upper bound of how far a float output lies from the same layers in real arithmetic, after
   * {@link #bounds} of one example: {@code e = lipschitz e + roundingError}, layer by layer.
   *
   * @param inputError how far a float input can lie from the real input that it stands for
   */
  public double roundingError(float[] numbers, double inputError) {
    double error = inputError;
    for (int l = 0; l < layers.size(); l++) {
      BoundsBlock block = blocks.get(l);
      double own = layers.get(l).roundingError(numbers, block.input(), block.output());
      error = Math.nextUp(Math.fma(layers.get(l).lipschitz(numbers), error, own));
    }
    return error;
  }

  /** The number of layers. */
  public int size() {
    return layers.size();
  }

  /** The last layer, the first being 0. */
  public int last() {
    return layers.size() - 1;
  }

  /** A layer, the first being 0. */
  public Layer layer(int l) {
    return layers.get(l);
  }

  /** The pass of a layer. */
  public LayerPass pass(int l) {
    return passes.get(l);
  }

  /** The last block at a layer. */
  public BoundsBlock block(int l) {
    return blocks.get(l);
  }

  /** The examples of the last block. */
  public int batch() {
    return blocks.get(0).batch();
  }

  /** New boxes of zeros of what each layer takes in. */
  public List<Bounds> inputGradients() {
    return layers.stream().map(layer -> Bounds.of(batch(), layer.inputs().size())).toList();
  }
}
