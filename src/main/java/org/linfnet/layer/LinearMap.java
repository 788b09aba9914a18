package org.linfnet.layer;

import org.linfnet.kernel.Rows;

/**
 * The products of blocks of examples with the matrix W that rows of weights stand for. The weights
 * may be others than the layer's own, such as their absolute values. It may hold buffers, so one
 * thread uses it at a time. Lines back from several outputs of an example count as examples, so
 * there may be more of them than a block holds.
 */
interface LinearMap {

  /**
   * Adds {@code W x} to {@code y}, example by example.
   *
   * @param x {@code float[batch * inputs]}
   * @param y {@code float[batch * outputs]}; added to
   */
  void addProduct(int batch, float[] x, Rows weights, float[] y);

  /**
   * Sets {@code x} to {@code W^T g}, example by example.
   *
   * @param g {@code float[batch * outputs]}
   * @param x {@code float[batch * inputs]}; filled
   */
  void fillTransposedProduct(int batch, float[] g, Rows weights, float[] x);

  /**
   * Adds the gradient of {@code g W x}, summed over the examples, by the weights.
   *
   * @param g {@code float[batch * outputs]}
   * @param x {@code float[batch * inputs]}
   * @param gradient laid out as the weights; added to
   */
  void addWeightGradient(int batch, float[] g, float[] x, Rows gradient);
}
