package org.linfnet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardisationTest {

  private static final Standardisation MNIST = new Standardisation(0.1307f, 0.3081f);

  @Test
  void subtractsTheMeanAndDividesBySigma() {
    byte[] pixels = {9, 0, 51, (byte) 255, 9};
    float[] out = {7, 7, 7, 7, 7};

    MNIST.standardise(pixels, 1, out, 2, 3);

    // (0 - 0.1307) / 0.3081, (0.2 - 0.1307) / 0.3081 and (1 - 0.1307) / 0.3081
    assertThat(out)
        .containsExactly(new float[] {7, 7, -0.424213f, 0.224927f, 2.821486f}, within(1e-6f));
  }

  @Test
  void takesBytesAsUnsigned() {
    float[] out = new float[1];

    new Standardisation(0, 1).standardise(new byte[] {(byte) 128}, 0, out, 0, 1);

    assertThat(out[0]).isEqualTo(128 / 255f);
  }

  @Test
  void aBlackPixelIsNotZero() {
    assertThat(MNIST.zeroPixel()).isEqualTo(-0.424213f, within(1e-6f));
  }

  @Test
  void aRadiusIsDividedBySigmaInTheNetwork() {
    assertThat(MNIST.radiusToNetwork(0.9)).isEqualTo(2.92, within(0.005));
  }

  @Test
  void aRadiusComesBackInPixelUnits() {
    assertThat(MNIST.radiusToPixel(MNIST.radiusToNetwork(0.3))).isEqualTo(0.3, within(1e-15));
  }

  @Test
  void aPointComesBackInPixelUnits() {
    assertThat(MNIST.toPixel(MNIST.toNetwork(0.25))).isEqualTo(0.25, within(1e-7));
  }

  @ParameterizedTest
  @ValueSource(floats = {0, -0.3f, Float.NaN, Float.POSITIVE_INFINITY})
  void refusesASigmaThatDoesNotScale(float sigma) {
    assertThatThrownBy(() -> new Standardisation(0.5f, sigma))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("sigma must be above 0");
  }
}
