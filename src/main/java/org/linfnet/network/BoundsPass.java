package org.linfnet.network;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.BoundsBlock;
import org.linfnet.layer.Layer;
import org.linfnet.layer.LayerPass;
import org.linfnet.layer.Leads;
import org.linfnet.layer.LinearBounds;
import org.linfnet.layer.LinesGradient;

/**
 * Carries boxes of inputs through a finished network, p = infinity, layer by layer. It holds the
 * buffers of one pass, so one thread uses it at a time.
 */
public final class BoundsPass {

  private static final List<Bounds> NOTHING_MORE = List.of();

  private final List<Layer> layers;
  private final List<LayerPass> passes = new ArrayList<>();
  private final List<Bounds> outputs = new ArrayList<>();
  private final List<BoundsBlock> blocks = new ArrayList<>();

  /** The lines by each layer's inputs, and by the logits at the end. */
  private final Deque<LinearBounds> lines = new ArrayDeque<>();

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
    Leads ofLines = leads.unfilled();
    lines(ofLines, line -> {});
    for (int at = 0; at < batch * leads.count(); at++) {
      leads.values()[at] = Math.max(leads.values()[at], ofLines.values()[at]);
    }
  }

  /**
   * As {@link #leads}, and bounds the leads by lines alone too.
   *
   * @param leads filled by intervals
   * @param ofLines filled by lines
   */
  void bothLeads(float[] numbers, Bounds inputs, int batch, Leads leads, Leads ofLines) {
    leads(numbers, inputs, batch, leads);
    lines.clear();
    lines(ofLines, lines::addFirst);
  }

  /**
   * Bounds leads by lines alone, after {@link #leads} for the same boxes.
   *
   * @param kept takes the lines by the logits, then by the inputs of each layer, the last first
   */
  private void lines(Leads leads, Consumer<LinearBounds> kept) {
    int last = passes.size() - 1;
    BoundsBlock block = blocks.get(last);
    passes.get(last).bounds(block);
    LinearBounds line = differences(leads, block.batch());
    kept.accept(line);
    for (int l = last; l >= 0; l--) {
      int size = layers.get(l).inputs().size();
      LinearBounds before = LinearBounds.of(block.batch(), leads.count(), size);
      passes.get(l).linear(blocks.get(l), line, before);
      kept.accept(before);
      line = before;
    }
    for (int at = 0; at < block.batch() * leads.count(); at++) {
      leads.values()[at] = leads.isOwn(at) ? 0 : line.least(at, blocks.get(0).input());
    }
  }

  /** The logit of the class of each example less each other logit. */
  private static LinearBounds differences(Leads leads, int batch) {
    int count = leads.count();
    LinearBounds lines = LinearBounds.of(batch, count, count);
    for (int row = 0; row < batch * count; row++) {
      if (!leads.isOwn(row)) {
        lines.coefficients()[row * count + leads.classes()[row / count]] = 1;
        lines.coefficients()[row * count + row % count] = -1;
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
    return leadsGradient(leads, leadGradient, NOTHING_MORE, sums);
  }

  /**
   * Carries gradients of both leads back through all layers, after {@link #bothLeads}.
   *
   * @param leadGradient by the leads of intervals, {@code float[batch * classes]}
   * @param lineGradient by the leads of lines, {@code float[batch * classes]}
   * @param sums laid out as the network's numbers; the gradient by trained slots is added
   * @return the gradient by the lower and the upper ends of the inputs
   */
  Bounds bothLeadsGradient(Leads leads, float[] leadGradient, float[] lineGradient, float[] sums) {
    return leadsGradient(leads, leadGradient, linesGradient(leads, lineGradient, sums), sums);
  }

  /**
   * Carries a gradient of leads by lines from the inputs to the logits.
   *
   * @return the gradient by the box of each layer's inputs
   */
  private List<Bounds> linesGradient(Leads leads, float[] lineGradient, float[] sums) {
    List<Bounds> boxes =
        layers.stream()
            .map(layer -> Bounds.of(blocks.get(0).batch(), layer.inputs().size()))
            .toList();
    Iterator<LinearBounds> kept = lines.iterator();
    LinearBounds line = kept.next();
    int rows = blocks.get(0).batch() * leads.count();
    LinearBounds gradient = LinearBounds.of(blocks.get(0).batch(), leads.count(), line.size());
    for (int at = 0; at < rows; at++) {
      double byLeast = leads.isOwn(at) ? 0 : lineGradient[at];
      line.addLeastGradient(
          at, byLeast, blocks.get(0).input(), gradient.coefficients(), boxes.get(0));
      gradient.constants()[at] = byLeast;
    }
    for (int l = 0; l < passes.size(); l++) {
      LinearBounds outputs = kept.next();
      LinearBounds byOutputs =
          LinearBounds.of(blocks.get(l).batch(), leads.count(), outputs.size());
      passes
          .get(l)
          .linearGradient(
              blocks.get(l), new LinesGradient(outputs, gradient, byOutputs, boxes.get(l)), sums);
      gradient = byOutputs;
    }
    return boxes;
  }

  private Bounds leadsGradient(
      Leads leads, float[] leadGradient, List<Bounds> byInputs, float[] sums) {
    int last = passes.size() - 1;
    BoundsBlock block = blocks.get(last);
    Bounds gradient = Bounds.of(block.batch(), layers.get(last).inputs().size());
    passes.get(last).leadsGradient(block, leads, leadGradient, gradient, sums);
    addMore(gradient, byInputs, last);
    return gradient(last - 1, gradient, byInputs, sums);
  }

  /**
   * Carries a gradient of the logits' bounds back through all layers, after {@link #run}.
   *
   * @param logitGradient by the lower and the upper logits, {@code float[batch * classes]}
   * @param sums laid out as the network's numbers; the gradient by trained slots is added
   * @return the gradient by the lower and the upper ends of the inputs
   */
  public Bounds gradient(Bounds logitGradient, float[] sums) {
    return gradient(passes.size() - 1, logitGradient, NOTHING_MORE, sums);
  }

  /**
   * @param byInputs what is added to the gradient by the box of each layer's inputs; empty for
   *     nothing
   */
  private Bounds gradient(int last, Bounds outputGradient, List<Bounds> byInputs, float[] sums) {
    Bounds gradient = outputGradient;
    for (int l = last; l >= 0; l--) {
      BoundsBlock block = blocks.get(l);
      Bounds before = Bounds.of(block.batch(), layers.get(l).inputs().size());
      passes.get(l).boundsGradient(block, gradient, before, sums);
      addMore(before, byInputs, l);
      gradient = before;
    }
    return gradient;
  }

  private static void addMore(Bounds gradient, List<Bounds> byInputs, int layer) {
    if (!byInputs.isEmpty()) {
      gradient.add(byInputs.get(layer));
    }
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
