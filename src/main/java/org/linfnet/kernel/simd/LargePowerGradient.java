package org.linfnet.kernel.simd;

import org.linfnet.kernel.BlockShape;

/**
 * Gradients at a p so large that few terms count: those that are left out are below 2^-26 of the
 * largest.
 */
final class LargePowerGradient {

  private LargePowerGradient() {}

  /**
   * @param gradientZ null when it is not wanted
   * @param gradientW null when it is not wanted
   */
  static void backward(
      WorkingMemory memory,
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt,
      float[] gradientZ,
      int gradientZAt,
      float[] gradientW,
      int gradientWAt) {
    int inputs = shape.inputs();
    ExampleGroups groups = memory.groups;
    groups.turn(shape, z, zAt);
    float cut = LargePower.cut(p - 1, inputs);
    for (int from = 0; from < shape.outputs(); from += CacheBlock.NEURONS) {
      int to = Math.min(from + CacheBlock.NEURONS, shape.outputs());
      for (int group = 0; group < groups.count(); group++) {
        int first = group * ExampleGroups.SIZE;
        for (int o = from; o < to; o++) {
          gather(memory, shape, group, o, y, yAt, gradientY, gradientYAt);
          shares(memory, p, cut, group, w, wAt + o * inputs);
          memory.survivors.scatter(
              0,
              memory.gradients,
              inputs,
              gradientZ,
              gradientZAt + first * inputs,
              gradientW,
              gradientWAt + o * inputs);
          for (int b = 0; b < groups.size(group); b++) {
            if (!LargePower.isRegular(memory.distances[b])) {
              ExactGradient.add(
                  p - 1,
                  memory.distances[b],
                  memory.gradients[b],
                  z,
                  zAt + (first + b) * inputs,
                  w,
                  wAt + o * inputs,
                  inputs,
                  gradientZ,
                  gradientZAt + (first + b) * inputs,
                  gradientW,
                  gradientWAt + o * inputs);
            }
          }
        }
      }
    }
  }

  /** The distances of one neuron and a group, and their gradients. */
  private static void gather(
      WorkingMemory memory,
      BlockShape shape,
      int group,
      int o,
      float[] y,
      int yAt,
      float[] gradientY,
      int gradientYAt) {
    int first = group * ExampleGroups.SIZE;
    for (int b = 0; b < memory.groups.size(group); b++) {
      int pair = (first + b) * shape.outputs() + o;
      memory.distances[b] = y[yAt + pair];
      memory.gradients[b] = gradientY[gradientYAt + pair];
    }
  }

  /** The shares {@code (|z_i - w_i| / y)^(p-1)} that count. */
  private static void shares(
      WorkingMemory memory, float p, float cut, int group, float[] w, int wRow) {
    Survivors survivors = memory.survivors;
    int size = memory.groups.size(group);
    float least = Float.POSITIVE_INFINITY;
    for (int b = 0; b < size; b++) {
      if (LargePower.isRegular(memory.distances[b])) {
        least = Math.min(least, memory.distances[b]);
      }
    }
    memory.contenders.take(memory.groups, group, w, wRow, least * cut);
    survivors.begin(memory.groups.inputs());
    survivors.collect(memory.distances, cut, memory.groups, group, memory.contenders, w, wRow);
    survivors.raise(p - 1);
  }
}
