/**
 * The distance kernels on the vector units, the only package that imports {@code
 * jdk.incubator.vector}; {@link org.linfnet.kernel.KernelChoice} loads it by name.
 */
package org.linfnet.kernel.simd;
