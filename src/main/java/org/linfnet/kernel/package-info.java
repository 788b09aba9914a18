/**
 * The loops: l-infinity and l_p distances between a block of inputs and a block of weights, their
 * gradients and their interval bounds, over flat {@code float[]} arrays.
 *
 * <p>{@link org.linfnet.kernel.ScalarKernels} reads like the formulas. Its SIMD twin stands in a
 * package of its own, the only one that imports {@code jdk.incubator.vector}, and {@link
 * org.linfnet.kernel.KernelChoice} takes the one or the other once for a JVM.
 */
package org.linfnet.kernel;
