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
 * been computed.
 */
final class BackwardLines {

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
      LinearBounds before = line.unfilled(stack.layer(l).inputs().size());
      stack.pass(l).linear(stack.block(l), line, before);
      lines.add(0, before);
      line = before;
    }
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
