package org.linfnet.kernel.simd;

import org.linfnet.kernel.BlockShape;

/**
 * A block of distances as seen from one side: {@code rows} rows whose gradient is wanted, {@code
 * others} rows that stay, and how far apart the pairs stand in y.
 */
record Sides(int rows, int rowStride, int others, int otherStride, int inputs) {

  static Sides ofInputs(BlockShape shape) {
    return new Sides(shape.batch(), shape.outputs(), shape.outputs(), 1, shape.inputs());
  }

  static Sides ofWeights(BlockShape shape) {
    return new Sides(shape.outputs(), 1, shape.batch(), shape.outputs(), shape.inputs());
  }
}
