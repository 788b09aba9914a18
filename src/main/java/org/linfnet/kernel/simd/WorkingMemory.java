package org.linfnet.kernel.simd;

/** What one thread's loops write between two passes; it grows with the longest row. */
final class WorkingMemory {

  /** Room for the lanes of two vectors. */
  final float[] lanes = new float[2 * Lanes.LENGTH];

  /** Room for one float a pair of a tile. */
  final float[] pairs = new float[Tile.PAIRS];

  final Tile tile = new Tile();

  /** The same tile among the gradients. */
  final Tile target = new Tile();

  final Survivors survivors = new Survivors();
  private float[] packed = new float[0];
  private float[] row = new float[0];

  /** Room for {@link PackedRows}. */
  float[] packed(int inputs) {
    if (packed.length < Tile.SIDE * inputs) {
      packed = new float[Tile.SIDE * inputs];
    }
    return packed;
  }

  /** Room for one float an input. */
  float[] row(int inputs) {
    if (row.length < inputs) {
      row = new float[inputs];
    }
    return row;
  }
}
