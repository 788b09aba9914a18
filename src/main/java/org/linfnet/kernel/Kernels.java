package org.linfnet.kernel;

/**
 * The loops that layers compute with.
 *
 * @param distances l-infinity and l_p distances with their gradients and bounds
 * @param products products of matrices
 * @param threads what share the work of a pass
 */
public record Kernels(DistanceKernels distances, MatrixProducts products, Threads threads) {

  /** The kernels of this JVM, which logs its choice at the first call. */
  public static Kernels ofThisJvm() {
    return of(KernelChoice.kernels());
  }

  /** These distance kernels, and the products of their kind, on the calling thread alone. */
  public static Kernels of(DistanceKernels distances) {
    return new Kernels(
        distances, new MatrixProducts(distances.products(), Threads.ONE), Threads.ONE);
  }

  /** The same loops on other threads. They give the same bits. */
  public Kernels on(Threads others) {
    return new Kernels(distances, products.on(others), others);
  }
}
