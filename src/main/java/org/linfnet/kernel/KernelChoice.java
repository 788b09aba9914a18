package org.linfnet.kernel;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;

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
  private static final Logger LOG = System.getLogger(KernelChoice.class.getName());

  private KernelChoice() {}

  private static final class Chosen {
    static final DistanceKernels KERNELS_OF_JVM = forced(System.getProperty(KERNELS, ""));
  }

  private static final class Logged {
    static final DistanceKernels KERNELS_OF_JVM = log(Chosen.KERNELS_OF_JVM);
  }

  /** The kernels that this JVM would use. Logs nothing. */
  public static DistanceKernels chosen() {
    return Chosen.KERNELS_OF_JVM;
  }

  /** The kernels that this JVM uses. Logs them at the first call. */
  public static DistanceKernels kernels() {
    return Logged.KERNELS_OF_JVM;
  }

  private static DistanceKernels log(DistanceKernels chosen) {
    LOG.log(Level.INFO, "distance kernels: {0}", chosen.description());
    return chosen;
  }

  private static DistanceKernels forced(String wanted) {
    if (wanted.equals("scalar")) {
      return new ScalarKernels();
    }
    Optional<String> withoutC2 = withoutC2();
    if (withoutC2.isPresent()) {
      return scalarInstead(wanted, withoutC2.get(), null);
    }
    try {
      return simd();
    } catch (LinkageError e) {
      return scalarInstead(
          wanted, "this JVM has no vector module: add --add-modules=jdk.incubator.vector", e);
    } catch (ReflectiveOperationException e) {
      return scalarInstead(wanted, e.getMessage(), e);
    }
  }

  private static DistanceKernels scalarInstead(String wanted, String reason, Throwable cause) {
    if (wanted.equals("simd")) {
      throw new IllegalStateException(
          KERNELS + "=simd, but this JVM does not run them: " + reason, cause);
    }
    LOG.log(Level.WARNING, "no SIMD kernels, which are faster: {0}", reason);
    return new ScalarKernels();
  }

  /**
   * Why this JVM has no C2 compiler; empty where it has one. Only C2 keeps vectors in registers.
   * Anything else makes an object of each, and the scalar kernels are faster.
   */
  private static Optional<String> withoutC2() {
    HotSpotDiagnosticMXBean options =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (options == null) {
      return Optional.of("this JVM is not HotSpot and has no C2: use OpenJDK");
    }
    try {
      return withoutC2(options, System.getProperty("java.vm.info", ""));
    } catch (IllegalArgumentException e) {
      return Optional.of("this JVM has no C2: " + e.getMessage());
    }
  }

  private static Optional<String> withoutC2(HotSpotDiagnosticMXBean options, String vmInfo) {
    if (vmInfo.startsWith("interpreted") || !isOn(options, "UseCompiler")) {
      return Optional.of("this JVM compiles nothing: remove -Xint or -XX:-UseCompiler");
    }
    int tier = Integer.parseInt(options.getVMOption("TieredStopAtLevel").getValue());
    if (vmInfo.contains("emulated-client")
        || (isOn(options, "TieredCompilation") && tier < C2_TIER)) {
      return Optional.of(
          "this JVM compiles without C2: remove -XX:TieredStopAtLevel, -XX:CompilationMode and"
              + " -XX:+NeverActAsServerClassMachine");
    }
    return Optional.empty();
  }

  private static boolean isOn(HotSpotDiagnosticMXBean options, String name) {
    return Boolean.parseBoolean(options.getVMOption(name).getValue());
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
