package org.linfnet.kernel.simd;

import org.linfnet.kernel.BlockShape;

/**
 * Where the rows of three examples and three neurons begin. Rows past the edge are the last row
 * over again: to compute it twice is harmless.
 */
final class Tile {

  static final int SIDE = 3;

  private final int[] z = new int[SIDE];
  private final int[] w = new int[SIDE];
  int rows;
  int columns;

  /** Moves to rows b, b + 1, b + 2 and neurons o, o + 1, o + 2. */
  void move(BlockShape shape, int b, int o, int zAt, int wAt) {
    int inputs = shape.inputs();
    rows = Math.min(SIDE, shape.batch() - b);
    columns = Math.min(SIDE, shape.outputs() - o);
    for (int k = 0; k < SIDE; k++) {
      z[k] = zAt + (b + Math.min(k, rows - 1)) * inputs;
      w[k] = wAt + (o + Math.min(k, columns - 1)) * inputs;
    }
  }

  int zRow(int r) {
    return z[r];
  }

  int wRow(int c) {
    return w[c];
  }
}
