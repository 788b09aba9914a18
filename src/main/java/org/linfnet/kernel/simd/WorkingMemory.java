package org.linfnet.kernel.simd;

/** What one thread's loops write between two passes; it grows with the longest row. */
final class WorkingMemory {

  /** Room for the lanes of two vectors. */
  final float[] lanes = new float[2 * Lanes.LENGTH];

  final Survivors survivors = new Survivors();
  private float[] row = new float[0];

  /** Room for one float an input. */
  float[] row(int inputs) {
    if (row.length < inputs) {
      row = new float[inputs];
    }
    return row;
  }
}
