package org.linfnet.kernel.simd;

import org.linfnet.kernel.DistanceKernels;

/**
 * How a block is walked so that what is read again is still near: the rows of a few examples and
 * their gradients in a core's first cache, those of so many neurons in its second.
 */
final class CacheBlock {

  static final int EXAMPLES = 4;

  static final int NEURONS = DistanceKernels.NEURON_GROUP;

  private CacheBlock() {}
}
