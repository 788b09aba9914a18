package org.linfnet.network;

import java.util.List;
import org.linfnet.RandomStream;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.BoxStack;
import org.linfnet.layer.Layer;
import org.linfnet.layer.Leads;
import org.linfnet.layer.LinearBounds;

/**
 * Carries boxes of inputs through a finished network, p = infinity, layer by layer. It holds the
 * buffers of one pass, so one thread uses it at a time.
 */
public final class BoundsPass {

  /** No gradient by the boxes of layers, where there are no lines. */
  static final List<Bounds> NOTHING_MORE = List.of();

  private final BoxStack stack;
  private Tightening tightening = Tightening.NONE;

  /** The lines of the last {@link #bothLeads}, for their gradient. */
  private BackwardLines lines;

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
    this.stack = new BoxStack(layers, kernels, capacity);
  }

  /**
   * Bounds the logits that float arithmetic gives for every float input in a box.
   *
   * @param numbers all numbers of the network
   * @param inputs a box around each example in network units, {@code float[batch * inputs]}
   * @return bounds of the logits, {@code float[batch * classes]}, which hold until the next call
   */
  public Bounds run(float[] numbers, Bounds inputs, int batch) {
    tightening = Tightening.NONE;
    return stack.bounds(numbers, inputs, batch);
  }

  /**
   * Bounds by how much the class of each example leads every other, over a box.
   *
   * @param inputs a box around each example in network units, {@code float[batch * inputs]}
   * @param leads filled
   */
  public void leads(float[] numbers, Bounds inputs, int batch, Leads leads) {
    leads(numbers, inputs, batch, Tightening.NONE, leads);
  }

  private void leads(float[] numbers, Bounds inputs, int batch, Tightening hidden, Leads leads) {
    stack.begin(numbers, inputs, batch);
    tightening = hidden;
    for (int l = 0; l < stack.last(); l++) {
      stack.pass(l).bounds(stack.block(l));
      tightening.tighten(l);
    }
    stack.pass(stack.last()).leads(stack.block(stack.last()), leads);
  }

  /**
   * As {@link #leads}, by lines: from the differences of the logits back to the inputs, each layer
   * gives lower bounds that are linear in its inputs (CROWN, arXiv 1811.00866; with intervals for
   * the layers in between, 1906.06316). Where intervals prove more, their lead counts.
   */
  public void linearLeads(float[] numbers, Bounds inputs, int batch, Leads leads) {
    larger(numbers, inputs, batch, Tightening.NONE, leads);
  }

  /**
   * As {@link #linearLeads}, and bounds the values of hidden layers by lines back to the inputs too
   * (arXiv 1711.00851, section 3.3).
   */
  public void dualLeads(float[] numbers, Bounds inputs, int batch, Leads leads) {
    larger(
        numbers, inputs, batch, new TighteningByLines(stack, LinearBounds.Below.LEAST_AREA), leads);
  }

  private void larger(float[] numbers, Bounds inputs, int batch, Tightening hidden, Leads leads) {
    leads(numbers, inputs, batch, hidden, leads);
    Leads ofLines = linesLeads(leads);
    for (int at = 0; at < batch * leads.count(); at++) {
      leads.values()[at] = Math.max(leads.values()[at], ofLines.values()[at]);
    }
  }

  /**
   * As {@link #leads}, and bounds the leads by lines alone too.
   *
   * @param hidden how values of hidden layers are bounded
   * @param random where projections are drawn from
   * @param leads filled by the bounds of the last layer
   * @return the leads by lines
   */
  Leads bothLeads(Boxes boxes, HiddenBounds hidden, RandomStream random, Leads leads) {
    Tightening ofHidden = hidden.tightening(stack, random);
    leads(boxes.numbers(), boxes.inputs(), boxes.batch(), ofHidden, leads);
    int last = stack.last();
    stack.pass(last).bounds(stack.block(last));
    int rows = stack.batch() * leads.count();
    lines = new BackwardLines(stack, last, differences(hidden.below(), leads, 0, rows));
    Leads ofLines = leads.unfilled();
    for (int row = 0; row < rows; row++) {
      ofLines.values()[row] = leads.isOwn(row) ? 0 : lines.least(row);
    }
    return ofLines;
  }

  /**
   * A block of boxes.
   *
   * @param numbers all numbers of the network
   * @param inputs a box around each example in network units, {@code float[batch * inputs]}
   */
  record Boxes(float[] numbers, Bounds inputs, int batch) {}

  /**
   * Bounds leads by lines alone, after {@link #leads} for the same boxes. It takes some rows at a
   * time, since those of all examples and classes together need much memory.
   */
  private Leads linesLeads(Leads leads) {
    int last = stack.last();
    stack.pass(last).bounds(stack.block(last));
    Leads ofLines = leads.unfilled();
    int rows = stack.batch() * leads.count();
    int atOnce = BackwardLines.rowsAtOnceWithInputs(stack, last);
    for (int from = 0; from < rows; from += atOnce) {
      addLinesLeads(leads, from, Math.min(from + atOnce, rows), ofLines);
    }
    return ofLines;
  }

  private void addLinesLeads(Leads leads, int from, int to, Leads ofLines) {
    LinearBounds lines =
        BackwardLines.atInputs(
            stack, stack.last(), differences(LinearBounds.Below.LEAST_AREA, leads, from, to));
    for (int row = from; row < to; row++) {
      ofLines.values()[row] =
          leads.isOwn(row) ? 0 : lines.least(row - from, stack.block(0).input());
    }
  }

  /**
   * The logit of the class of each example less each other logit.
   *
   * @param from the first row, of {@code batch * classes}
   * @param to past the last row
   */
  private static LinearBounds differences(LinearBounds.Below below, Leads leads, int from, int to) {
    int count = leads.count();
    int[] examples = new int[to - from];
    for (int row = from; row < to; row++) {
      examples[row - from] = row / count;
    }
    LinearBounds differences = LinearBounds.of(below, examples, count);
    for (int row = from; row < to; row++) {
      if (!leads.isOwn(row)) {
        int at = (row - from) * count;
        differences.coefficients()[at + leads.classes()[row / count]] = 1;
        differences.coefficients()[at + row % count] = -1;
      }
    }
    return differences;
  }

  /**
   * Carries a gradient of the leads by lines back, after {@link #bothLeads}, as far as the box of
   * each layer's inputs.
   *
   * @param lineGradient {@code float[batch * classes]}
   * @param sums laid out as the network's numbers; the gradient by trained slots is added
   * @return the gradient by the box of each layer's inputs, first to last
   */
  List<Bounds> linesGradient(Leads leads, float[] lineGradient, float[] sums) {
    List<Bounds> byBoxes = stack.inputGradients();
    double[] byLeast = new double[stack.batch() * leads.count()];
    for (int at = 0; at < byLeast.length; at++) {
      byLeast[at] = leads.isOwn(at) ? 0 : lineGradient[at];
    }
    lines.addGradient(byLeast, byBoxes, sums);
    return byBoxes;
  }

  /**
   * Carries a gradient of the leads of the last layer back through all layers, after {@link #leads}
   * or {@link #bothLeads}.
   *
   * @param leadGradient {@code float[batch * classes]}
   * @param byBoxes what {@link #linesGradient} gives; {@link #NOTHING_MORE} without lines
   * @param sums laid out as the network's numbers; the gradient by trained slots is added
   * @return the gradient by the lower and the upper ends of the inputs
   */
  Bounds leadsGradient(Leads leads, float[] leadGradient, List<Bounds> byBoxes, float[] sums) {
    Bounds gradient = lastLayerGradient(leads, leadGradient, byBoxes, sums);
    return gradient(stack.last() - 1, 0, gradient, byBoxes, sums);
  }

  /** As {@link #leadsGradient}, where no gradient by the inputs is wanted. */
  void leadsSlotGradient(Leads leads, float[] leadGradient, List<Bounds> byBoxes, float[] sums) {
    Bounds gradient = lastLayerGradient(leads, leadGradient, byBoxes, sums);
    if (stack.last() > 0) {
      Bounds byFirst = gradient(stack.last() - 1, 1, gradient, byBoxes, sums);
      tightening.gradient(0, byFirst, byBoxes, sums);
      stack.pass(0).boundsSlotGradient(stack.block(0), byFirst, sums);
    }
  }

  private Bounds lastLayerGradient(
      Leads leads, float[] leadGradient, List<Bounds> byBoxes, float[] sums) {
    int last = stack.last();
    Bounds gradient = Bounds.of(stack.batch(), stack.layer(last).inputs().size());
    stack.pass(last).leadsGradient(stack.block(last), leads, leadGradient, gradient, sums);
    addMore(gradient, byBoxes, last);
    return gradient;
  }

  /**
   * Carries a gradient of the logits' bounds back through all layers, after {@link #run}.
   *
   * @param logitGradient by the lower and the upper logits, {@code float[batch * classes]}
   * @param sums laid out as the network's numbers; the gradient by trained slots is added
   * @return the gradient by the lower and the upper ends of the inputs
   */
  public Bounds gradient(Bounds logitGradient, float[] sums) {
    return gradient(stack.last(), 0, logitGradient, NOTHING_MORE, sums);
  }

  /**
   * Carries a gradient back from the outputs of one layer to the inputs of another.
   *
   * @param byBoxes what is added to the gradient by the box of each layer's inputs; empty for
   *     nothing
   */
  private Bounds gradient(int from, int to, Bounds byOutput, List<Bounds> byBoxes, float[] sums) {
    Bounds gradient = byOutput;
    for (int l = from; l >= to; l--) {
      tightening.gradient(l, gradient, byBoxes, sums);
      Bounds before = Bounds.of(stack.batch(), stack.layer(l).inputs().size());
      stack.pass(l).boundsGradient(stack.block(l), gradient, before, sums);
      addMore(before, byBoxes, l);
      gradient = before;
    }
    return gradient;
  }

  private static void addMore(Bounds gradient, List<Bounds> byBoxes, int layer) {
    if (!byBoxes.isEmpty()) {
      gradient.add(byBoxes.get(layer));
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
    return stack.roundingError(numbers, inputError);
  }
}
