package org.linfnet.network;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.BoundsBlock;
import org.linfnet.layer.Layer;
import org.linfnet.layer.LayerPass;
import org.linfnet.layer.Leads;
import org.linfnet.layer.LinearBounds;

/**
 * Carries boxes of inputs through a finished network, p = infinity, layer by layer. It holds the
 * buffers of one pass, so one thread uses it at a time.
 */
public final class BoundsPass {

  private final List<Layer> layers;
  private final List<LayerPass> passes = new ArrayList<>();
  private final List<Bounds> outputs = new ArrayList<>();
  private final List<BoundsBlock> blocks = new ArrayList<>();

  /**
   * @param capacity the most examples that a block holds
   */
  public BoundsPass(Network network, Kernels kernels, int capacity) {
    this(network.layers(), kernels, capacity);
  }

  /**
   * A pass through the last layers of a network, whose inputs are the outputs of those before.
   *
   * @param capacity the most examples that a block holds
   */
  BoundsPass(List<Layer> layers, Kernels kernels, int capacity) {
    this.layers = layers;
    for (Layer layer : layers) {
      passes.add(layer.pass(kernels, capacity));
      outputs.add(Bounds.of(capacity, layer.outputs().size()));
    }
  }

  /**
   * Bounds the logits that float arithmetic gives for every float input in a box.
   *
   * @param numbers all numbers of the network
   * @param inputs a box around each example in network units, {@code float[batch * inputs]}
   * @return bounds of the logits, {@code float[batch * classes]}, which hold until the next call
   */
  public Bounds run(float[] numbers, Bounds inputs, int batch) {
    blocks.clear();
    Bounds input = inputs;
    for (int l = 0; l < passes.size(); l++) {
      BoundsBlock block = new BoundsBlock(numbers, batch, input, outputs.get(l));
      blocks.add(block);
      passes.get(l).bounds(block);
      input = outputs.get(l);
    }
    return input;
  }

  /**
   * Bounds by how much the class of each example leads every other, over a box.
   *
   * @param inputs a box around each example in network units, {@code float[batch * inputs]}
   * @param leads filled
   */
  public void leads(float[] numbers, Bounds inputs, int batch, Leads leads) {
    blocks.clear();
    Bounds input = inputs;
    int last = passes.size() - 1;
    for (int l = 0; l <= last; l++) {
      BoundsBlock block = new BoundsBlock(numbers, batch, input, outputs.get(l));
      blocks.add(block);
      if (l < last) {
        passes.get(l).bounds(block);
      } else {
        passes.get(l).leads(block, leads);
      }
      input = outputs.get(l);
    }
  }

  /**
   * As {@link #leads}, by lines: from the differences of the logits back to the inputs, each layer
   * gives lower bounds that are linear in its inputs (CROWN, arXiv 1811.00866; with intervals for
   * the layers in between, 1906.06316). Where intervals prove more, their lead counts.
   */
  public void linearLeads(float[] numbers, Bounds inputs, int batch, Leads leads) {
    leads(numbers, inputs, batch, leads);
    int last = passes.size() - 1;
    passes.get(last).bounds(blocks.get(last));
    LinearBounds lines = differences(leads, batch);
    for (int l = last; l >= 0; l--) {
      int size = layers.get(l).inputs().size();
      LinearBounds before = LinearBounds.of(batch, leads.count(), size);
      passes.get(l).linear(blocks.get(l), lines, before);
      lines = before;
    }
    for (int row = 0; row < batch * leads.count(); row++) {
      if (row % leads.count() != leads.classes()[row / leads.count()]) {
        leads.values()[row] = Math.max(leads.values()[row], lines.least(row, inputs));
      }
    }
  }

  /** The logit of the class of each example less each other logit. */
  private static LinearBounds differences(Leads leads, int batch) {
    LinearBounds lines = LinearBounds.of(batch, leads.count(), leads.count());
    for (int row = 0; row < batch * leads.count(); row++) {
      int own = leads.classes()[row / leads.count()];
      int other = row % leads.count();
      if (other != own) {
        lines.coefficients()[row * leads.count() + own] = 1;
        lines.coefficients()[row * leads.count() + other] = -1;
      }
    }
    return lines;
  }

  /**
   * Carries a gradient of the leads back through all layers, after {@link #leads}.
   *
   * @param leadGradient {@code float[batch * classes]}
   * @param sums laid out as the network's numbers; the gradient by trained slots is added
   * @return the gradient by the lower and the upper ends of the inputs
   */
  public Bounds leadsGradient(Leads leads, float[] leadGradient, float[] sums) {
    int last = passes.size() - 1;
    BoundsBlock block = blocks.get(last);
    Bounds gradient = Bounds.of(block.batch(), layers.get(last).inputs().size());
    passes.get(last).leadsGradient(block, leads, leadGradient, gradient, sums);
    return gradient(last - 1, gradient, sums);
  }

  /**
   * Carries a gradient of the logits' bounds back through all layers, after {@link #run}.
   *
   * @param logitGradient by the lower and the upper logits, {@code float[batch * classes]}
   * @param sums laid out as the network's numbers; the gradient by trained slots is added
   * @return the gradient by the lower and the upper ends of the inputs
   */
  public Bounds gradient(Bounds logitGradient, float[] sums) {
    return gradient(passes.size() - 1, logitGradient, sums);
  }

  private Bounds gradient(int last, Bounds outputGradient, float[] sums) {
    Bounds gradient = outputGradient;
    for (int l = last; l >= 0; l--) {
      BoundsBlock block = blocks.get(l);
      Bounds before = Bounds.of(block.batch(), layers.get(l).inputs().size());
      passes.get(l).boundsGradient(block, gradient, before, sums);
      gradient = before;
    }
    return gradient;
  }

  /**
   * An upper bound, over all inputs in one box, of how far a float logit lies from the same network
   * in real arithmetic: {@code e = lipschitz e + roundingError}, layer by layer.
   *
   * @param numbers all numbers of the network
   * @param inputs a box in network units, {@code float[inputs]}
   * @param inputError how far a float input can lie from the real input that it stands for
   * @return the bound in network units; infinite or NaN when the network can overflow
   */
  public double roundingError(float[] numbers, Bounds inputs, double inputError) {
    run(numbers, inputs, 1);
    double error = inputError;
    for (int l = 0; l < passes.size(); l++) {
      Layer layer = layers.get(l);
      double own = layer.roundingError(numbers, blocks.get(l).input(), blocks.get(l).output());
      error = Math.nextUp(Math.fma(layer.lipschitz(numbers), error, own));
    }
    return error;
  }
}
