package org.linfnet.kernel.simd;

import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.DistanceBlock;
import org.linfnet.kernel.Rows;
import org.linfnet.kernel.SparseDerivatives;

/**
 * Distances at a p so large that few terms are significant. The terms that are left out add up to
 * less than 2^-21 of the sum.
 */
final class LargePowerDistance {

  private LargePowerDistance() {}

  /**
   * @param kept receives the derivatives; null when they are not wanted
   */
  static void forward(WorkingMemory memory, DistanceBlock block, float p, SparseDerivatives kept) {
    BlockShape shape = block.shape();
    ExampleGroups groups = memory.groups;
    GroupMaxima maxima = memory.maxima;
    groups.transpose(shape, block.z());
    if (kept != null) {
      kept.begin(shape);
    }
    float cut = LargePower.cut(p, shape.inputs());
    int together = SignificantTerms.neurons(shape.inputs());
    for (int from = 0; from < shape.outputs(); from += CacheBlock.NEURONS) {
      int to = Math.min(from + CacheBlock.NEURONS, shape.outputs());
      maxima.begin(to - from);
      for (int group = 0; group < groups.count(); group++) {
        for (int o = from; o < to; o += together) {
          int end = Math.min(o + together, to);
          collect(memory, cut, group, from, o, end, block.w());
          memory.terms.raise(p);
          memory.terms.root(p);
          distances(memory, block, p, group, o, end);
          if (kept != null) {
            keep(memory, group, o, end, kept);
          }
        }
      }
    }
  }

  private static void collect(
      WorkingMemory memory, float cut, int group, int from, int first, int end, Rows weights) {
    ExampleGroups groups = memory.groups;
    GroupMaxima maxima = memory.maxima;
    float[] w = weights.values();
    memory.terms.begin(groups.inputs());
    for (int o = first; o < end; o++) {
      int wRow = weights.row(o, groups.inputs());
      maxima.find(groups, group, o - from, memory.candidates, cut, w, wRow);
      memory.terms.collect(maxima.largest, cut, groups, group, memory.candidates, w, wRow);
    }
  }

  private static void distances(
      WorkingMemory memory, DistanceBlock block, float p, int group, int first, int end) {
    SignificantTerms terms = memory.terms;
    float[] y = block.y().values();
    for (int b = 0; b < memory.groups.size(group); b++) {
      int example = group * ExampleGroups.SIZE + b;
      int yRow = block.y().row(example, block.shape().outputs());
      for (int o = first; o < end; o++) {
        y[yRow + o] =
            LargePower.isRegular(terms.reference(o - first, b))
                ? terms.distance(o - first, b)
                : RealPowerDistance.normalized(memory, p, block, example, o);
      }
    }
  }

  /** Gives up on distances that are not 0 and whose terms were not collected. */
  private static void keep(
      WorkingMemory memory, int group, int first, int end, SparseDerivatives kept) {
    SignificantTerms terms = memory.terms;
    terms.derive();
    for (int o = first; o < end; o++) {
      terms.keep(o - first, group * ExampleGroups.SIZE, o, kept);
      for (int b = 0; b < memory.groups.size(group); b++) {
        float reference = terms.reference(o - first, b);
        if (reference != 0 && !LargePower.isRegular(reference)) {
          kept.giveUp();
        }
      }
    }
  }
}
