package org.linfnet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NearestExampleTest {

  @Test
  void theLargestDifferenceDecides() {
    // In l1 and l2 the second is nearer: one pixel off by 0.6 against two off by 0.4.
    byte[] examples = {102, 102, (byte) 153, 0};
    assertThat(NearestExample.to(new float[] {0, 0}, examples).example()).isZero();
  }

  @Test
  void theDistanceIsInPixelUnits() {
    assertThat(NearestExample.to(new float[] {0.5f, 0}, new byte[] {0, (byte) 204}).distance())
        .isCloseTo(0.8, within(1e-7));
  }

  @Test
  void bytesAboveHalfAreBright() {
    byte[] examples = {0, (byte) 255, 100};
    assertThat(NearestExample.to(new float[] {1}, examples)).isEqualTo(new NearestExample(1, 0));
  }

  @Test
  void theFirstOfEqualsIsTaken() {
    byte[] examples = {51, 51, 51};
    assertThat(NearestExample.to(new float[] {0}, examples).example()).isZero();
  }

  @Test
  void thereMustBeAnExample() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NearestExample.to(new float[] {1}, new byte[0]));
  }
}
