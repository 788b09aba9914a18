package org.linfnet.kernel;

/**
 * The loops that layers compute with.
 *
 * @param distances l-infinity and l_p distances with their gradients and bounds
 * @param products products of matrices
 */
public record Kernels(DistanceKernels distances, MatrixProducts products) {

  /** The kernels of this JVM, which logs its choice at the first call. */
  public static Kernels ofThisJvm() {
    return of(KernelChoice.kernels());
  }

  /** These distance kernels, and netlib's products. */
  public static Kernels of(DistanceKernels distances) {
    return new Kernels(distances, new MatrixProducts());
  }
}
