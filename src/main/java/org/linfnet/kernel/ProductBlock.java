package org.linfnet.kernel;

/**
 * Two matrices and what their product is added to.
 *
 * @param rows of the left matrix and of the result
 * @param columns of the right matrix and of the result
 * @param terms of each sum: the columns of the left matrix and the rows of the right one
 * @param result added to; its columns lie side by side
 */
public record ProductBlock(
    int rows, int columns, int terms, Matrix left, Matrix right, Matrix result) {

  /** Some columns of the product. */
  ProductBlock columns(Range range) {
    return new ProductBlock(
        rows,
        range.to() - range.from(),
        terms,
        left,
        right.fromColumn(range.from()),
        result.fromColumn(range.from()));
  }
}
