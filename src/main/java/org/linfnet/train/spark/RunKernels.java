package org.linfnet.train.spark;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.linfnet.InvalidInputException;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.kernel.KernelChoice;
import org.linfnet.kernel.Kernels;

/**
 * The kernels of a whole run, which are those of its driver: kernels of another kind or width give
 * other bits.
 *
 * @param description what the kernels say of themselves
 * @param properties the system properties by which a JVM chooses them
 */
public record RunKernels(String description, Map<String, String> properties)
    implements Serializable {

  private static final String EXECUTOR_OPTIONS = "spark.executor.extraJavaOptions";

  /** A copy of the properties is kept. */
  public RunKernels {
    properties = new TreeMap<>(properties);
  }

  /**
   * Those that this JVM, the driver's, has chosen.
   *
   * @throws InvalidInputException when it is asked for kernels that it has not
   */
  public static RunKernels ofDriver() {
    try {
      DistanceKernels chosen = KernelChoice.chosen();
      return new RunKernels(chosen.description(), chosen.choosingProperties());
    } catch (ExceptionInInitializerError | NoClassDefFoundError noKernels) {
      throw new InvalidInputException(reason(noKernels));
    }
  }

  /** Adds to an application's settings, before it starts, what makes its executors follow. */
  public void pin(SparkConf settings) {
    settings.set(
        EXECUTOR_OPTIONS, (settings.get(EXECUTOR_OPTIONS, "") + " " + javaOptions()).strip());
  }

  /**
   * The kernels of the JVM that this is called in.
   *
   * @throws InvalidInputException when they are not those of the run, or there are none
   */
  public Kernels here() {
    DistanceKernels found;
    try {
      found = KernelChoice.kernels();
    } catch (ExceptionInInitializerError | NoClassDefFoundError noKernels) {
      throw cannotFollow("has none of them: " + reason(noKernels));
    }
    if (!found.description().equals(description)) {
      throw cannotFollow("has chosen " + found.description());
    }
    return Kernels.of(found);
  }

  /** Why the choice failed, which a JVM tries once. */
  private static String reason(LinkageError noKernels) {
    Throwable cause = noKernels;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.getMessage();
  }

  private InvalidInputException cannotFollow(String instead) {
    return new InvalidInputException(
        ("the run's kernels are %s, but %s %s; "
                + "give the driver and every executor %s, of a width that all have")
            .formatted(description, thisJvm(), instead, javaOptions()));
  }

  private static String thisJvm() {
    SparkEnv spark = SparkEnv.get();
    return spark == null
        ? "this JVM"
        : "executor %s on %s"
            .formatted(spark.executorId(), spark.blockManager().blockManagerId().host());
  }

  private String javaOptions() {
    return properties.entrySet().stream()
        .map(property -> "-D" + property.getKey() + "=" + property.getValue())
        .collect(Collectors.joining(" "));
  }
}
