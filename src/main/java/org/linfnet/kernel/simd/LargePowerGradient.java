package org.linfnet.kernel.simd;

import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.DistanceBlock;
import org.linfnet.kernel.Rows;

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
      DistanceBlock block,
      float p,
      Rows gradientY,
      Rows gradientZ,
      Rows gradientW) {
    BlockShape shape = block.shape();
    ExampleGroups groups = memory.groups;
    groups.transpose(shape, block.z());
    float cut = LargePower.cut(p - 1, shape.inputs());
    for (int from = 0; from < shape.outputs(); from += CacheBlock.NEURONS) {
      int to = Math.min(from + CacheBlock.NEURONS, shape.outputs());
      for (int group = 0; group < groups.count(); group++) {
        for (int o = from; o < to; o++) {
          gather(memory, block, group, o, gradientY);
          shares(memory, p, cut, group, block.w().values(), block.w().row(o, shape.inputs()));
          memory.terms.scatter(
              memory.gradients,
              group * ExampleGroups.SIZE,
              o,
              shape.inputs(),
              gradientZ,
              gradientW);
          addExactly(memory, block, group, o, p, gradientY, gradientZ, gradientW);
        }
      }
    }
  }

  /** The gradients of the distances that terms do not take for a reference. */
  private static void addExactly(
      WorkingMemory memory,
      DistanceBlock block,
      int group,
      int o,
      float p,
      Rows gradientY,
      Rows gradientZ,
      Rows gradientW) {
    int first = group * ExampleGroups.SIZE;
    for (int b = 0; b < memory.groups.size(group); b++) {
      if (!LargePower.isRegular(memory.distances[b])) {
        ExactGradient.add(block, first + b, o, p, gradientY, gradientZ, gradientW);
      }
    }
  }

  /** The distances of one neuron and a group, and their gradients. */
  private static void gather(
      WorkingMemory memory, DistanceBlock block, int group, int o, Rows gradientY) {
    int outputs = block.shape().outputs();
    int first = group * ExampleGroups.SIZE;
    for (int b = 0; b < memory.groups.size(group); b++) {
      memory.distances[b] = block.y().values()[block.y().row(first + b, outputs) + o];
      memory.gradients[b] = gradientY.values()[gradientY.row(first + b, outputs) + o];
    }
  }

  /** The shares {@code (|z_i - w_i| / y)^(p-1)} that count. */
  private static void shares(
      WorkingMemory memory, float p, float cut, int group, float[] w, int wRow) {
    SignificantTerms terms = memory.terms;
    int size = memory.groups.size(group);
    float least = Float.POSITIVE_INFINITY;
    for (int b = 0; b < size; b++) {
      if (LargePower.isRegular(memory.distances[b])) {
        least = Math.min(least, memory.distances[b]);
      }
    }
    memory.candidates.take(memory.groups, group, w, wRow, least * cut);
    terms.begin(memory.groups.inputs());
    terms.collect(memory.distances, cut, memory.groups, group, memory.candidates, w, wRow);
    terms.raise(p - 1);
  }
}
