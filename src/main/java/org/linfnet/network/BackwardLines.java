package org.linfnet.network;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.BoxStack;
import org.linfnet.layer.LayerPass;
import org.linfnet.layer.LinearBounds;
import org.linfnet.layer.LinesGradient;

/**
 * Linear bounds on their way from the outputs of a layer back to the inputs of a network (CROWN,
 * arXiv 1811.00866; the dual network of 1711.00851). Bounds of every layer on the way must have
 * been computed. It keeps the lines of every layer, which a gradient needs; {@link #atInputs} keeps
 * those of one layer at a time.
 */
final class BackwardLines {

  /** The coefficients that are carried back at once, so that they stay in a core's cache. */
  private static final int COEFFICIENTS = 1 << 20;

  private final BoxStack stack;

  /** The lines by the inputs of each layer, first to last, and by the outputs of the last. */
  private final List<LinearBounds> lines = new ArrayList<>();

  /**
   * @param from the layer whose outputs the lines begin at
   * @param outputs lines by these outputs
   */
  BackwardLines(BoxStack stack, int from, LinearBounds outputs) {
    this.stack = stack;
    LinearBounds line = outputs;
    lines.add(line);
    for (int l = from; l >= 0; l--) {
      line = before(stack, l, line);
      lines.add(0, line);
    }
  }

  /** Lines by the inputs of a layer, from lines by its outputs. */
  private static LinearBounds before(BoxStack stack, int layer, LinearBounds outputs) {
    LinearBounds inputs = outputs.unfilled(stack.layer(layer).inputs().size());
    stack.pass(layer).linear(stack.block(layer), outputs, inputs);
    return inputs;
  }

  /**
   * Carries lines back to the inputs of the network, where no gradient follows.
   *
   * @param from the layer whose outputs the lines begin at
   * @param outputs lines by these outputs
   */
  static LinearBounds atInputs(BoxStack stack, int from, LinearBounds outputs) {
    LinearBounds line = outputs;
    for (int l = from; l >= 0; l--) {
      line = before(stack, l, line);
    }
    return line;
  }

  /**
   * How many rows are carried back at once from the outputs of a layer, at least 1. The lines by
   * the outputs of any layer then stay in a core's cache. Tightening adds up the gradients of so
   * many rows at a time, so the bits of a trained network depend on this number.
   */
  static int rowsAtOnce(BoxStack stack, int from) {
    return rowsAtOnce(stack, from, 1);
  }

  /** As {@link #rowsAtOnce}, and the lines by the inputs of the network are as short. */
  static int rowsAtOnceWithInputs(BoxStack stack, int from) {
    return rowsAtOnce(stack, from, stack.layer(0).inputs().size());
  }

  private static int rowsAtOnce(BoxStack stack, int from, int least) {
    int widest = least;
    for (int l = 0; l <= from; l++) {
      widest = Math.max(widest, stack.layer(l).outputs().size());
    }
    return Math.max(1, COEFFICIENTS / widest);
  }

  /** The least value of a row over the boxes of the inputs. */
  double least(int row) {
    return lines.get(0).least(row, stack.block(0).input());
  }

  /**
   * Adds the gradient of least values.
   *
   * @param byLeast by the least value of each row, {@code double[rows]}
   * @param byBoxes by the box of each layer's inputs, first to last; added to
   * @param sums laid out as the network's numbers; added to
   */
  void addGradient(double[] byLeast, List<Bounds> byBoxes, float[] sums) {
    LinearBounds line = lines.get(0);
    LinearBounds gradient = line.unfilled(line.size());
    for (int row = 0; row < line.rows(); row++) {
      line.addLeastGradient(
          row, byLeast[row], stack.block(0).input(), gradient.coefficients(), byBoxes.get(0));
      gradient.constants()[row] = byLeast[row];
    }
    for (int l = 0; l < lines.size() - 1; l++) {
      LinearBounds outputs = lines.get(l + 1);
      LinearBounds byOutputs = outputs.unfilled(outputs.size());
      LayerPass pass = stack.pass(l);
      pass.linearGradient(
          stack.block(l), new LinesGradient(outputs, gradient, byOutputs, byBoxes.get(l)), sums);
      gradient = byOutputs;
    }
  }
}
