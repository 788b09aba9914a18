package org.linfnet.kernel;

import java.lang.reflect.InvocationTargetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The choice between the SIMD kernels and their scalar twin, made once for a JVM and said in the
 * log when they are first used.
 *
 * <p>The system property {@value #KERNELS} forces it: {@code scalar}, or {@code simd}. The vectors
 * are the machine's widest unless the system property {@code linfnet.vector.bits} asks for 128, 256
 * or 512 bits.
 */
public final class KernelChoice {

  /** The system property that forces the choice. */
  public static final String KERNELS = "linfnet.kernels";

  private static final String SIMD_CLASS = "org.linfnet.kernel.simd.SimdKernels";
  private static final Logger LOG = LoggerFactory.getLogger(KernelChoice.class);

  private KernelChoice() {}

  private static final class Once {
    static final DistanceKernels CHOSEN = forced(System.getProperty(KERNELS, ""));
  }

  private static final class Said {
    static final DistanceKernels CHOSEN = say(Once.CHOSEN);
  }

  /** The kernels that this JVM uses, before it uses them: the log does not hear of it. */
  public static DistanceKernels chosen() {
    return Once.CHOSEN;
  }

  /** The kernels that this JVM uses. */
  public static DistanceKernels kernels() {
    return Said.CHOSEN;
  }

  private static DistanceKernels say(DistanceKernels chosen) {
    LOG.info("distance kernels: {}", chosen.description());
    return chosen;
  }

  private static DistanceKernels forced(String wanted) {
    if (wanted.equals("scalar")) {
      return new ScalarKernels();
    }
    try {
      return simd();
    } catch (ReflectiveOperationException | LinkageError e) {
      if (wanted.equals("simd")) {
        throw new IllegalStateException(
            KERNELS + "=simd, but this JVM has no jdk.incubator.vector: add --add-modules", e);
      }
      LOG.warn("no SIMD kernels, training will be slow: {}", e.toString());
      return new ScalarKernels();
    }
  }

  private static DistanceKernels simd() throws ReflectiveOperationException {
    try {
      return Class.forName(SIMD_CLASS)
          .asSubclass(DistanceKernels.class)
          .getConstructor()
          .newInstance();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException badProperty) {
        throw badProperty;
      }
      throw new ClassNotFoundException(SIMD_CLASS + " does not run here", e.getCause());
    }
  }
}
