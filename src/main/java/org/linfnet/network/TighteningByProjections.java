package org.linfnet.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.linfnet.RandomStream;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.BoundsBlock;
import org.linfnet.layer.BoxStack;
import org.linfnet.layer.Projections;
import org.linfnet.layer.ProjectionsGradient;

/**
 * Estimates what parallel lines prove of hidden values (arXiv 1805.12514, section 3.2), from {@link
 * Projections} that go through the network with the examples. An estimate can be on either side of
 * what lines prove, so it serves training alone.
 *
 * <p>The median of the absolute values of Cauchy numbers is an estimate of their scale. As by
 * {@link TighteningByLines}, only unstable values are estimated, and an interval that proves more
 * counts.
 */
final class TighteningByProjections implements Tightening {

  private final BoxStack stack;
  private final int count;
  private final RandomStream random;

  /** What goes into each layer, and behind that what comes out of the last that was passed. */
  private final List<Projections> projections = new ArrayList<>();

  /** The ends that are estimates, by layers. */
  private final List<List<Estimate>> estimates = new ArrayList<>();

  /** The gradient by what comes out of the layer that is next on the way back. */
  private Projections gradient;

  TighteningByProjections(BoxStack stack, int count, RandomStream random) {
    this.stack = stack;
    this.count = count;
    this.random = random;
  }

  /**
   * An end of a value's box that is an estimate.
   *
   * @param at the place of the value in the block
   * @param sum the place of the sum that is the median
   * @param upper whether it is the upper end
   */
  private record Estimate(int at, int sum, boolean upper) {}

  @Override
  public void tighten(int layer) {
    BoundsBlock block = stack.block(layer);
    if (layer == 0) {
      Projections inputs = projections(0, stack.layer(0).inputs().size());
      inputs.begin(block.input());
      projections.add(inputs);
    }
    Projections outputs = projections(layer + 1, stack.layer(layer).outputs().size());
    stack.pass(layer).project(block, projections.get(layer), outputs);
    projections.add(outputs);
    boolean known = layer == 0 || outputs.begun();
    estimates.add(known ? List.of() : estimate(block, outputs));
  }

  private Projections projections(int place, int size) {
    return new Projections(stack.batch(), count, size, random.at(place));
  }

  private static List<Estimate> estimate(BoundsBlock block, Projections values) {
    float[] lower = block.output().lower();
    float[] upper = block.output().upper();
    List<Estimate> moved = new ArrayList<>();
    for (int at = 0; at < values.centres().length; at++) {
      if (lower[at] < 0 && upper[at] > 0) {
        int sum = median(values, at);
        float radius = Math.abs(values.sums()[sum]);
        float centre = values.centres()[at];
        boolean within = centre - radius <= upper[at] && centre + radius >= lower[at];
        if (within && centre - radius > lower[at]) {
          lower[at] = centre - radius;
          moved.add(new Estimate(at, sum, false));
        }
        if (within && centre + radius < upper[at]) {
          upper[at] = centre + radius;
          moved.add(new Estimate(at, sum, true));
        }
      }
    }
    return moved;
  }

  /** The place of the sum of a value whose absolute value is the median, the lower of two. */
  private static int median(Projections values, int at) {
    float[] absolute = new float[values.count()];
    int place = values.firstSum(at);
    for (int m = 0; m < absolute.length; m++) {
      absolute[m] = Math.abs(values.sums()[place + m * values.stride()]);
    }
    Arrays.sort(absolute);
    float middle = absolute[(absolute.length - 1) / 2];
    while (Float.compare(Math.abs(values.sums()[place]), middle) != 0) {
      place += values.stride();
    }
    return place;
  }

  @Override
  public void gradient(int layer, Bounds byOutput, List<Bounds> byBoxes, float[] sums) {
    Projections outputs = projections.get(layer + 1);
    if (layer == estimates.size() - 1) {
      gradient = outputs.zeroGradient();
    }
    for (Estimate estimate : estimates.get(layer)) {
      take(estimate, outputs, byOutput);
    }
    Projections inputs = projections.get(layer);
    Projections byInputs = inputs.zeroGradient();
    stack
        .pass(layer)
        .projectGradient(
            stack.block(layer),
            new ProjectionsGradient(inputs, outputs, gradient, byInputs, byBoxes.get(layer)),
            sums);
    gradient = byInputs;
    if (layer == 0) {
      inputs.addBeginGradient(gradient, byBoxes.get(0));
    }
  }

  /** An end is the centre less or plus the absolute value of a sum. */
  private void take(Estimate estimate, Projections outputs, Bounds byOutput) {
    float[] ends = estimate.upper() ? byOutput.upper() : byOutput.lower();
    float byEnd = ends[estimate.at()];
    float side = estimate.upper() ? 1 : -1;
    gradient.centres()[estimate.at()] += byEnd;
    gradient.sums()[estimate.sum()] += side * byEnd * Math.signum(outputs.sums()[estimate.sum()]);
    ends[estimate.at()] = 0;
  }
}
