package org.linfnet.kernel.simd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VectorWidthTest {

  @Test
  void defaultIsTheWidestOfTheMachine() {
    assertThat(VectorWidth.bits(null, 256)).isEqualTo(256);
  }

  @Test
  void narrowerVectorsCanBeAskedFor() {
    assertThat(VectorWidth.bits("128", 512)).isEqualTo(128);
  }

  @ParameterizedTest
  @ValueSource(strings = {"64", "1024", "wide", "256 "})
  void otherWidthsAreRefusedWithTheOnesThatThereAre(String wanted) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VectorWidth.bits(wanted, 512))
        .withMessage("linfnet.vector.bits=" + wanted + ": vectors have 128, 256 or 512 bits");
  }

  @Test
  void widthThatTheMachineHasNotIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VectorWidth.bits("512", 256))
        .withMessage(
            "linfnet.vector.bits=512: the vectors of this machine have 256 bits; leave it out");
  }

  @Test
  void kernelsSayTheWidthTheyWereToldToUse() {
    String wanted = System.getProperty(VectorWidth.BITS, "");
    assertThat(new SimdKernels().description()).startsWith("simd, " + wanted).endsWith(" bits");
  }
}
