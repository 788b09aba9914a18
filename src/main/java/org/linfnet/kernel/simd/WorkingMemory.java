package org.linfnet.kernel.simd;

/** What one thread's loops write between two passes; it grows with the longest row. */
final class WorkingMemory {

  /** Room for the lanes of two vectors. */
  final float[] lanes = new float[2 * Lanes.LENGTH];

  /** Of an {@link InfinityTile}. */
  final int[] largest = new int[InfinityTile.PAIRS];

  /** Of an {@link InfinityRow}. */
  final int[] rowLanes = new int[InfinityRow.NEURONS * Lanes.LENGTH];

  /** Of the pairs of a {@link CacheBlock}, neuron by neuron. */
  final float[] sums = new float[CacheBlock.EXAMPLES * CacheBlock.NEURONS];

  /** Of the same pairs. */
  final float[] roots = new float[CacheBlock.EXAMPLES * CacheBlock.NEURONS];

  final ExampleGroups groups = new ExampleGroups();
  final CandidateInputs candidates = new CandidateInputs();
  final GroupMaxima maxima = new GroupMaxima();
  final SignificantTerms terms = new SignificantTerms();

  /** Distances of one neuron and a group. */
  final float[] distances = new float[ExampleGroups.SIZE];

  /** Their gradients. */
  final float[] gradients = new float[ExampleGroups.SIZE];

  private float[] packed = new float[0];
  private float[] row = new float[0];
  private float[] unread = new float[0];

  /** Room for {@link PackedRows}. */
  float[] packed(int inputs) {
    packed = atLeast(packed, PackedRows.COUNT * inputs);
    return packed;
  }

  /** Room for one float an input. */
  float[] row(int inputs) {
    row = atLeast(row, inputs);
    return row;
  }

  /** Room for a row of a gradient that nobody wants. */
  float[] unread(int inputs) {
    unread = atLeast(unread, inputs);
    return unread;
  }

  private static float[] atLeast(float[] room, int length) {
    return room.length < length ? new float[length] : room;
  }
}
