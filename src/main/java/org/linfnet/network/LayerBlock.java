package org.linfnet.network;

import org.linfnet.kernel.SparseDerivatives;

/**
 * What goes into a layer and what comes out of it, for one block of examples.
 *
 * @param batch the examples
 * @param input {@code float[batch * inputs]}, row-major
 * @param output {@code float[batch * outputs]}, row-major
 * @param derivatives what a distance layer at a large finite p hands from its forward to its
 *     backward pass
 */
public record LayerBlock(int batch, float[] input, float[] output, SparseDerivatives derivatives) {

  /** A block at p = infinity, where nothing is handed over. */
  public LayerBlock(int batch, float[] input, float[] output) {
    this(batch, input, output, new SparseDerivatives(0));
  }
}
