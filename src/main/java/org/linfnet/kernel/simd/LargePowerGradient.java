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
    float cut = LargePower.cut(p - 1, shape.inputs());
    Tile target = memory.target;
    for (int o = 0; o < shape.outputs(); o += Tile.SIDE) {
      for (int b = 0; b < shape.batch(); b += Tile.SIDE) {
        int first = b * shape.outputs() + o;
        memory.tile.move(shape, b, o, zAt, wAt);
        target.move(shape, b, o, gradientZAt, gradientWAt);
        shares(memory, shape, p, cut, z, w, y, yAt + first);
        float[] gradient = gradients(memory, shape, gradientY, gradientYAt + first);
        if (gradientZ != null) {
          memory.survivors.scatter(gradient, gradientZ, target.z);
          addExact(memory, shape, p, z, w, y, yAt + first, gradient, gradientZ, target.z);
        }
        for (int pair = 0; pair < Tile.PAIRS; pair++) {
          gradient[pair] = -gradient[pair];
        }
        if (gradientW != null) {
          memory.survivors.scatter(gradient, gradientW, target.w);
          addExact(memory, shape, p, z, w, y, yAt + first, gradient, gradientW, target.w);
        }
      }
    }
  }

  /** The shares {@code (|z_i - w_i| / y)^(p-1)} of one tile that count. */
  private static void shares(
      WorkingMemory memory,
      BlockShape shape,
      float p,
      float cut,
      float[] z,
      float[] w,
      float[] y,
      int first) {
    Tile tile = memory.tile;
    Survivors survivors = memory.survivors;
    survivors.look(tile, z, w, shape.inputs());
    for (int r = 0; r < tile.rows; r++) {
      for (int c = 0; c < tile.columns; c++) {
        float distance = y[first + r * shape.outputs() + c];
        if (LargePower.isRegular(distance)) {
          survivors.count(Tile.SIDE * r + c, distance, cut);
        }
      }
    }
    survivors.collect(tile, z, w);
    survivors.raise(p - 1);
  }

  private static float[] gradients(
      WorkingMemory memory, BlockShape shape, float[] gradientY, int first) {
    float[] gradient = memory.pairs;
    for (int r = 0; r < memory.tile.rows; r++) {
      for (int c = 0; c < memory.tile.columns; c++) {
        gradient[Tile.SIDE * r + c] = gradientY[first + r * shape.outputs() + c];
      }
    }
    return gradient;
  }

  private static void addExact(
      WorkingMemory memory,
      BlockShape shape,
      float p,
      float[] z,
      float[] w,
      float[] y,
      int first,
      float[] gradient,
      float[] gradientX,
      int[] at) {
    Tile tile = memory.tile;
    for (int r = 0; r < tile.rows; r++) {
      for (int c = 0; c < tile.columns; c++) {
        float distance = y[first + r * shape.outputs() + c];
        int pair = Tile.SIDE * r + c;
        if (distance != 0 && !LargePower.isRegular(distance)) {
          ExactGradient.add(
              p - 1,
              distance,
              gradient[pair],
              z,
              tile.z[pair],
              w,
              tile.w[pair],
              shape.inputs(),
              gradientX,
              at[pair]);
        }
      }
    }
  }
}
