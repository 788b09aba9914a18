package org.linfnet.kernel;

/**
 * A matrix {@code float[batch * outputs]} with the elements of each tile side by side, as kernels
 * want them. A tile of whole rows needs no copy.
 */
final class TileCopies {

  private float[] values = new float[0];
  private int outputs;

  /** Makes room for the matrices of a block. */
  void begin(BlockShape shape) {
    outputs = shape.outputs();
    int length = Math.multiplyExact(shape.batch(), outputs);
    if (values.length < length) {
      values = new float[length];
    }
  }

  /** Where the elements of a tile of the matrix are or will be. */
  Rows tile(Rows matrix, Range examples, Range neurons) {
    return neurons.length() == outputs
        ? new Rows(matrix.values(), matrix.row(examples.from(), outputs))
        : new Rows(values, examples.from() * outputs + examples.length() * neurons.from());
  }

  /** {@link #tile}, filled from the matrix. */
  Rows gathered(Rows matrix, Range examples, Range neurons) {
    Rows tile = tile(matrix, examples, neurons);
    if (neurons.length() < outputs) {
      for (int b = 0; b < examples.length(); b++) {
        System.arraycopy(
            matrix.values(),
            matrix.row(examples.from() + b, outputs) + neurons.from(),
            tile.values(),
            tile.row(b, neurons.length()),
            neurons.length());
      }
    }
    return tile;
  }

  /** Fills the matrix from {@link #tile}. */
  void scatter(Rows matrix, Range examples, Range neurons) {
    Rows tile = tile(matrix, examples, neurons);
    if (neurons.length() < outputs) {
      for (int b = 0; b < examples.length(); b++) {
        System.arraycopy(
            tile.values(),
            tile.row(b, neurons.length()),
            matrix.values(),
            matrix.row(examples.from() + b, outputs) + neurons.from(),
            neurons.length());
      }
    }
  }
}
