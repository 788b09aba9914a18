package org.linfnet.train.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.linfnet.InvalidInputException;
import org.linfnet.kernel.KernelChoice;

class RunKernelsTest {

  private static final RunKernels WIDE =
      new RunKernels("simd, 4096 bits", Map.of("linfnet.vector.bits", "4096"));

  @Test
  void theDriverItselfFollows() {
    assertThat(RunKernels.ofDriver().here().distances()).isSameAs(KernelChoice.kernels());
  }

  @Test
  void aJvmThatCannotFollowSaysSoInOneLine() {
    assertThatThrownBy(WIDE::here)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("kernels are simd, 4096 bits")
        .hasMessageContaining("has chosen " + KernelChoice.kernels().description())
        .hasMessageContaining("-Dlinfnet.vector.bits=4096")
        .hasMessageNotContaining("\n");
  }

  @Test
  void executorsGetTheDriversChoiceBehindOptionsOfTheirOwn() {
    SparkConf settings = new SparkConf(false).set("spark.executor.extraJavaOptions", "-Xss2m");
    WIDE.pin(settings);
    assertThat(settings.get("spark.executor.extraJavaOptions"))
        .isEqualTo("-Xss2m -Dlinfnet.vector.bits=4096");
  }
}
