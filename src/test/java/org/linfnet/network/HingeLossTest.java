package org.linfnet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class HingeLossTest {

  private final float[] gradient = new float[3];

  @Test
  void isThresholdPlusRivalMinusOwn() {
    float loss = new HingeLoss(2).addGradient(new float[] {1, 4, 3}, 0, 3, 2, 1, gradient);
    assertThat(loss).isEqualTo(3f);
    assertThat(gradient).containsExactly(0, 1, -1);
  }

  @Test
  void isZeroBeyondTheThreshold() {
    float loss = new HingeLoss(2).addGradient(new float[] {1, 4, 0}, 0, 3, 1, 1, gradient);
    assertThat(loss).isZero();
    assertThat(gradient).containsExactly(0, 0, 0);
  }

  @Test
  void givesNaNForNaN() {
    float loss = new HingeLoss(2).addGradient(new float[] {Float.NaN, 4}, 0, 2, 1, 1, gradient);
    assertThat(loss).isNaN();
  }

  @Test
  void refusesAThresholdOfZero() {
    assertThatIllegalArgumentException().isThrownBy(() -> new HingeLoss(0));
  }
}
