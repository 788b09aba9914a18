package org.linfnet.kernel;

/** The loop that multiplies matrices. */
@FunctionalInterface
public interface ProductKernel {

  /**
   * Adds a product: {@code c[i][j] = fma(a[i][t], b[t][j], c[i][j])} for t = 0, 1, … in this order.
   * So the bits of an element depend on its row of {@code a} and its column of {@code b} alone: not
   * on how a product is cut into blocks, nor on the kind of kernel or the width of its vectors.
   */
  void add(ProductBlock block);
}
