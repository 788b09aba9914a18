package org.linfnet.network;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.BoundsBlock;
import org.linfnet.layer.BoxStack;
import org.linfnet.layer.LinearBounds;

/**
 * Bounds hidden values by lines back to the inputs (arXiv 1711.00851, section 3.3). Only unstable
 * values need this, whose interval holds 0 inside: of every other value relu keeps all or nothing.
 * An end moves only where lines prove more than the interval.
 */
final class TighteningByLines implements Tightening {

  private final BoxStack stack;
  private final LinearBounds.Below below;
  private final List<List<End>> moved = new ArrayList<>();

  TighteningByLines(BoxStack stack, LinearBounds.Below below) {
    this.stack = stack;
    this.below = below;
    for (int l = 0; l < stack.size(); l++) {
      moved.add(new ArrayList<>());
    }
  }

  /**
   * One end of the interval of one value.
   *
   * @param at the place of the value in the block
   * @param upper whether it is the upper end, and so minus the least value of minus the value
   */
  private record End(int at, boolean upper) {

    private int sign() {
      return upper ? -1 : 1;
    }
  }

  /** Intervals of the first layer's outputs are what lines prove too. */
  @Override
  public void tighten(int layer) {
    if (layer == 0) {
      return;
    }
    BoundsBlock block = stack.block(layer);
    for (List<End> ends : pieces(layer, unstable(block, stack.layer(layer).outputs().size()))) {
      LinearBounds lines = BackwardLines.atInputs(stack, layer, lines(layer, ends));
      for (int row = 0; row < ends.size(); row++) {
        if (move(block.output(), ends.get(row), lines.least(row, stack.block(0).input()))) {
          moved.get(layer).add(ends.get(row));
        }
      }
    }
  }

  private static List<End> unstable(BoundsBlock block, int size) {
    List<End> ends = new ArrayList<>();
    for (int at = 0; at < block.batch() * size; at++) {
      if (block.output().lower()[at] < 0 && block.output().upper()[at] > 0) {
        ends.add(new End(at, false));
        ends.add(new End(at, true));
      }
    }
    return ends;
  }

  private List<List<End>> pieces(int layer, List<End> ends) {
    int rows = BackwardLines.rowsAtOnce(stack, layer);
    List<List<End>> pieces = new ArrayList<>();
    for (int from = 0; from < ends.size(); from += rows) {
      pieces.add(ends.subList(from, Math.min(from + rows, ends.size())));
    }
    return pieces;
  }

  private LinearBounds lines(int layer, List<End> ends) {
    int size = stack.layer(layer).outputs().size();
    int[] examples = ends.stream().mapToInt(end -> end.at() / size).toArray();
    LinearBounds lines = LinearBounds.of(below, examples, size);
    for (int row = 0; row < ends.size(); row++) {
      lines.coefficients()[row * size + ends.get(row).at() % size] = ends.get(row).sign();
    }
    return lines;
  }

  /** Whether the least value is beyond the end. A float value is not between two floats. */
  private static boolean move(Bounds boxes, End end, double least) {
    float nearest = (float) least;
    float proved = nearest < least ? Math.nextUp(nearest) : nearest;
    if (end.upper() && -proved < boxes.upper()[end.at()]) {
      boxes.upper()[end.at()] = -proved;
      return true;
    }
    if (!end.upper() && proved > boxes.lower()[end.at()]) {
      boxes.lower()[end.at()] = proved;
      return true;
    }
    return false;
  }

  /** The lines are computed anew, since those of all layers together need much memory. */
  @Override
  public void gradient(int layer, Bounds byOutput, List<Bounds> byBoxes, float[] sums) {
    for (List<End> ends : pieces(layer, moved.get(layer))) {
      double[] byLeast = new double[ends.size()];
      for (int row = 0; row < byLeast.length; row++) {
        End end = ends.get(row);
        float[] gradient = end.upper() ? byOutput.upper() : byOutput.lower();
        byLeast[row] = end.sign() * gradient[end.at()];
        gradient[end.at()] = 0;
      }
      new BackwardLines(stack, layer, lines(layer, ends)).addGradient(byLeast, byBoxes, sums);
    }
  }
}
