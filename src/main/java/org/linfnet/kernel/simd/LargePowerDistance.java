package org.linfnet.kernel.simd;

import org.linfnet.kernel.BlockShape;
import org.linfnet.kernel.SparseDerivatives;

/**
 * Distances at a p so large that few terms count. Those that are left out add up to less than 2^-21
 * of the sum.
 */
final class LargePowerDistance {

  private LargePowerDistance() {}

  static void forward(
      WorkingMemory memory,
      BlockShape shape,
      float p,
      float[] z,
      int zAt,
      float[] w,
      int wAt,
      float[] y,
      int yAt) {
    float cut = LargePower.cut(p, shape.inputs());
    for (int o = 0; o < shape.outputs(); o += Tile.SIDE) {
      for (int b = 0; b < shape.batch(); b += Tile.SIDE) {
        memory.tile.move(shape, b, o, zAt, wAt);
        tile(memory, shape, p, cut, z, w, y, yAt + b * shape.outputs() + o);
      }
    }
  }

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
    float cut = LargePower.cut(p, shape.inputs());
    kept.begin(shape);
    for (int o = 0; o < shape.outputs(); o += Tile.SIDE) {
      for (int b = 0; b < shape.batch(); b += Tile.SIDE) {
        memory.tile.move(shape, b, o, zAt, wAt);
        boolean regular = tile(memory, shape, p, cut, z, w, y, yAt + b * shape.outputs() + o);
        if (!regular) {
          kept.giveUp();
        }
        memory.survivors.keep(b, o, kept);
      }
    }
  }

  /** Says whether every distance, but for those of 0, came out of its terms. */
  private static boolean tile(
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
    float[] largest = memory.pairs;
    for (int r = 0; r < tile.rows; r++) {
      for (int c = 0; c < tile.columns; c++) {
        int pair = Tile.SIDE * r + c;
        largest[pair] = survivors.largest(pair, z, tile.z[pair], w, tile.w[pair]);
        if (LargePower.isRegular(largest[pair])) {
          survivors.count(pair, largest[pair], cut);
        }
      }
    }
    survivors.collect(tile, z, w);
    survivors.raise(p);
    survivors.add(p);
    boolean regular = true;
    for (int r = 0; r < tile.rows; r++) {
      for (int c = 0; c < tile.columns; c++) {
        int pair = Tile.SIDE * r + c;
        int at = first + r * shape.outputs() + c;
        if (LargePower.isRegular(largest[pair])) {
          y[at] = survivors.distance(pair);
        } else {
          y[at] =
              RealPowerDistance.normalized(
                  memory, p, z, tile.z[pair], w, tile.w[pair], shape.inputs());
          regular &= largest[pair] == 0;
        }
      }
    }
    return regular;
  }
}
