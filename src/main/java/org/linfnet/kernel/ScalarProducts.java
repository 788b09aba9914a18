package org.linfnet.kernel;

/** The product as its definition says it, a row of the right matrix after another. */
final class ScalarProducts implements ProductKernel {

  @Override
  public void add(ProductBlock block) {
    float[] left = block.left().values();
    for (int row = 0; row < block.rows(); row++) {
      for (int term = 0; term < block.terms(); term++) {
        addRow(block, row, term, left[block.left().index(row, term)]);
      }
    }
  }

  private static void addRow(ProductBlock block, int row, int term, float factor) {
    float[] right = block.right().values();
    float[] result = block.result().values();
    int from = block.right().index(term, 0);
    int stride = block.right().columnStride();
    int to = block.result().index(row, 0);
    for (int column = 0; column < block.columns(); column++) {
      result[to + column] = Math.fma(factor, right[from + column * stride], result[to + column]);
    }
  }
}
