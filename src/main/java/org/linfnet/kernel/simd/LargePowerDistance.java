package org.linfnet.kernel.simd;

import org.linfnet.kernel.BlockShape;
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
  static void forward(
      WorkingMemory memory,
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      SparseDerivatives kept) {
    ExampleGroups groups = memory.groups;
    GroupMaxima maxima = memory.maxima;
    groups.turn(shape, z, zAt);
    if (kept != null) {
      kept.begin(shape);
    }
    float cut = LargePower.cut(p, shape.inputs());
    for (int from = 0; from < shape.outputs(); from += CacheBlock.NEURONS) {
      int to = Math.min(from + CacheBlock.NEURONS, shape.outputs());
      maxima.begin(to - from);
      for (int group = 0; group < groups.count(); group++) {
        for (int o = from; o < to; o++) {
          int wRow = wAt + o * shape.inputs();
          maxima.find(groups, group, o - from, memory.contenders, cut, w, wRow);
          boolean regular = distances(memory, shape, p, cut, group, o, z, zAt, w, wRow, y, yAt);
          if (kept != null) {
            memory.survivors.keep(group * ExampleGroups.SIZE, o, kept);
            if (!regular) {
              kept.giveUp();
            }
          }
        }
      }
    }
  }

  /** Says whether every distance, but for those of 0, came out of its terms. */
  private static boolean distances(
      WorkingMemory memory,
      BlockShape shape,
      float p,
      float cut,
      int group,
      int o,
      float[] z,
      int zAt,
      float[] w,
      int wRow,
      float[] y,
      int yAt) {
    float[] largest = memory.maxima.largest;
    Survivors survivors = memory.survivors;
    int first = group * ExampleGroups.SIZE;
    int size = memory.groups.size(group);
    boolean regular = true;
    survivors.count(largest, size, cut);
    survivors.collect(memory.groups, group, memory.contenders, w, wRow);
    survivors.raise(p);
    survivors.add(p);
    for (int b = 0; b < size; b++) {
      int at = yAt + (first + b) * shape.outputs() + o;
      if (LargePower.isRegular(largest[b])) {
        y[at] = survivors.distance(b);
      } else {
        int zRow = zAt + (first + b) * shape.inputs();
        y[at] = RealPowerDistance.normalized(memory, p, z, zRow, w, wRow, shape.inputs());
        regular &= largest[b] == 0;
      }
    }
    return regular;
  }
}
