package org.linfnet.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The choice between the SIMD kernels and their scalar twin, made once for a JVM and logged at the
 * first use.
 *
 * <p>The system property {@value #KERNELS} forces it: {@code scalar}, or {@code simd}. The vectors
 * are the machine's widest unless the system property {@code linfnet.vector.bits} asks for 128, 256
 * or 512 bits. A JVM without the vector module or without its C2 compiler uses the scalar kernels.
 */
public final class KernelChoice {

  /** The system property that forces the choice. */
  public static final String KERNELS = "linfnet.kernels";

  private static final String SIMD_CLASS = "org.linfnet.kernel.simd.SimdKernels";
  private static final int C2_TIER = 4;
  private static final Logger LOG = LoggerFactory.getLogger(KernelChoice.class);

  private KernelChoice() {}

  private static final class Chosen {
    static final DistanceKernels KERNELS_OF_JVM = forced(System.getProperty(KERNELS, ""));
  }

  private static final class Logged {
    static final DistanceKernels KERNELS_OF_JVM = log(Chosen.KERNELS_OF_JVM);
  }

  /** The kernels that this JVM uses, before it uses them: the log does not hear of it. */
  public static DistanceKernels chosen() {
    return Chosen.KERNELS_OF_JVM;
  }

  /** The kernels that this JVM uses. */
  public static DistanceKernels kernels() {
    return Logged.KERNELS_OF_JVM;
  }

  private static DistanceKernels log(DistanceKernels chosen) {
    LOG.info("distance kernels: {}", chosen.description());
    return chosen;
  }

  private static DistanceKernels forced(String wanted) {
    if (wanted.equals("scalar")) {
      return new ScalarKernels();
    }
    try {
      requireC2();
      return simd();
    } catch (ReflectiveOperationException | LinkageError e) {
      if (wanted.equals("simd")) {
        throw new IllegalStateException(
            KERNELS + "=simd, but this JVM does not run them: " + e.getMessage(), e);
      }
      LOG.warn("no SIMD kernels, training will be slow: {}", e.getMessage());
      return new ScalarKernels();
    }
  }

  /**
   * Only the C2 compiler keeps vectors in registers. Anything else makes an object of each, and the
   * scalar kernels are faster.
   */
  private static void requireC2() throws ReflectiveOperationException {
    String vmInfo = System.getProperty("java.vm.info", "");
    if (vmInfo.startsWith("interpreted") || option("UseCompiler").equals("false")) {
      throw new ClassNotFoundException(
          "this JVM compiles nothing: remove -Xint or -XX:-UseCompiler");
    }
    boolean tiered = option("TieredCompilation").equals("true");
    if (vmInfo.contains("emulated-client")
        || (tiered && Integer.parseInt(option("TieredStopAtLevel")) < C2_TIER)) {
      throw new ClassNotFoundException(
          "this JVM compiles without C2: remove -XX:TieredStopAtLevel, -XX:CompilationMode and"
              + " -XX:+NeverActAsServerClassMachine");
    }
  }

  private static String option(String name) throws ReflectiveOperationException {
    HotSpotDiagnosticMXBean options =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (options == null) {
      throw new ClassNotFoundException("this JVM is not HotSpot and has no C2: use OpenJDK");
    }
    try {
      return options.getVMOption(name).getValue();
    } catch (IllegalArgumentException e) {
      throw new ClassNotFoundException("this JVM has no C2 (no option " + name + ")", e);
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
