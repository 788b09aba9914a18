package org.linfnet.kernel.simd;

import org.linfnet.kernel.BlockShape;

/**
 * Where the rows of three examples and three neurons begin. Rows past the edge are the last row
 * over again: to compute it twice is harmless.
 */
final class Tile {

  static final int SIDE = 3;

  /** Pair (r, c) is the number {@code 3 r + c}. */
  static final int PAIRS = SIDE * SIDE;

  final int[] z = new int[PAIRS];
  final int[] w = new int[PAIRS];
  int rows;
  int columns;

  /** Moves to rows b, b + 1, b + 2 and neurons o, o + 1, o + 2. */
  void move(BlockShape shape, int b, int o, int zAt, int wAt) {
    int inputs = shape.inputs();
    rows = Math.min(SIDE, shape.batch() - b);
    columns = Math.min(SIDE, shape.outputs() - o);
    for (int r = 0; r < SIDE; r++) {
      for (int c = 0; c < SIDE; c++) {
        z[SIDE * r + c] = zAt + (b + Math.min(r, rows - 1)) * inputs;
        w[SIDE * r + c] = wAt + (o + Math.min(c, columns - 1)) * inputs;
      }
    }
  }

  int zRow(int r) {
    return z[SIDE * r];
  }

  int wRow(int c) {
    return w[c];
  }
}
