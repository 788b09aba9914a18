package org.linfnet.kernel.simd;

import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.DistanceBlock;
import org.linfnet.kernel.Rows;
import org.linfnet.kernel.SparseDerivatives;

/**
 * Distances at a p so large that few terms count. Those that are left out add up to less than 2^-21
 * of the sum.
 */
final class LargePowerDistance {

  private LargePowerDistance() {}

  /**
   * @param kept takes the derivatives; null when they are not wanted
   */
  static void forward(WorkingMemory memory, DistanceBlock block, float p, SparseDerivatives kept) {
    BlockShape shape = block.shape();
    ExampleGroups groups = memory.groups;
    GroupMaxima maxima = memory.maxima;
    groups.turn(shape, block.z());
    if (kept != null) {
      kept.begin(shape);
    }
    float cut = LargePower.cut(p, shape.inputs());
    for (int from = 0; from < shape.outputs(); from += CacheBlock.NEURONS) {
      int to = Math.min(from + CacheBlock.NEURONS, shape.outputs());
      maxima.begin(to - from);
      for (int group = 0; group < groups.count(); group++) {
        for (int o = from; o < to; o += Survivors.NEURONS) {
          int end = Math.min(o + Survivors.NEURONS, to);
          collect(memory, cut, group, from, o, end, block.w());
          memory.survivors.raise(p);
          memory.survivors.root(p);
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
    memory.survivors.begin(groups.inputs());
    for (int o = first; o < end; o++) {
      int wRow = weights.row(o, groups.inputs());
      maxima.find(groups, group, o - from, memory.contenders, cut, w, wRow);
      memory.survivors.collect(maxima.largest, cut, groups, group, memory.contenders, w, wRow);
    }
  }

  private static void distances(
      WorkingMemory memory, DistanceBlock block, float p, int group, int first, int end) {
    Survivors survivors = memory.survivors;
    float[] y = block.y().values();
    for (int b = 0; b < memory.groups.size(group); b++) {
      int example = group * ExampleGroups.SIZE + b;
      int yRow = block.y().row(example, block.shape().outputs());
      for (int o = first; o < end; o++) {
        y[yRow + o] =
            LargePower.isRegular(survivors.reference(o - first, b))
                ? survivors.distance(o - first, b)
                : RealPowerDistance.normalized(memory, p, block, example, o);
      }
    }
  }

  /** Gives up on distances that are neither 0 nor come out of their terms. */
  private static void keep(
      WorkingMemory memory, int group, int first, int end, SparseDerivatives kept) {
    Survivors survivors = memory.survivors;
    survivors.derive();
    for (int o = first; o < end; o++) {
      survivors.keep(o - first, group * ExampleGroups.SIZE, o, kept);
      for (int b = 0; b < memory.groups.size(group); b++) {
        float reference = survivors.reference(o - first, b);
        if (reference != 0 && !LargePower.isRegular(reference)) {
          kept.giveUp();
        }
      }
    }
  }
}
