package org.linfnet.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PixelBallTest {

  @Test
  void endsAreInsideAndTheNextFloatsAreOutside() {
    Random random = new Random(1);
    for (int trial = 0; trial < 4_000; trial++) {
      float centre = random.nextFloat();
      PixelBall ball = new PixelBall(random.nextDouble() * 0.5);
      requireTight(ball, centre);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.49999999999999994",
    "1, 0.9999999999999999",
    "1, 1",
    "0, 1e-30",
    "1e-38, 1e-46",
    "0.3, 0.3",
    "0.3, 0.29999999",
    "0.7, 0.3",
    "1.4e-45, 0.25",
    "-0.0, 0.1",
    "0.25, 0"
  })
  void endsAreTightWhereRoundingIsCoarse(float centre, double radius) {
    requireTight(new PixelBall(radius), centre);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.1", "0.2", "0.3", "0.4", "0.7"})
  void holdsEveryFloatWithinTheDecimalRadius(String decimal) {
    PixelBall ball = new PixelBall(Double.parseDouble(decimal));
    Random random = new Random(2);
    for (int trial = 0; trial < 1_000; trial++) {
      float centre = random.nextFloat();
      assertThat(exactDistance(centre, nextInside(ball.lower(centre), 0)))
          .satisfiesAnyOf(
              outside -> assertThat(outside).isGreaterThan(new BigDecimal(decimal)),
              outside -> assertThat(ball.lower(centre)).isZero());
      assertThat(exactDistance(centre, nextInside(ball.upper(centre), 1)))
          .satisfiesAnyOf(
              outside -> assertThat(outside).isGreaterThan(new BigDecimal(decimal)),
              outside -> assertThat(ball.upper(centre)).isOne());
    }
  }

  @Test
  void hasNoNegativeRadius() {
    assertThatThrownBy(() -> new PixelBall(-0.1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static float nextInside(float end, float limit) {
    return end == limit ? end : Math.nextAfter(end, limit == 0 ? -1 : 2);
  }

  private static BigDecimal exactDistance(float centre, float point) {
    return new BigDecimal(centre).subtract(new BigDecimal(point)).abs();
  }

  private static void requireTight(PixelBall ball, float centre) {
    float lower = ball.lower(centre);
    float upper = ball.upper(centre);
    assertThat(lower).isBetween(0f, Math.max(centre, 0f));
    assertThat(upper).isBetween(centre, 1f);
    assertThat(ball.holds(centre, lower)).isTrue();
    assertThat(ball.holds(centre, upper)).isTrue();
    assertThat(lower == 0 || !ball.holds(centre, Math.nextDown(lower))).isTrue();
    assertThat(upper == 1 || !ball.holds(centre, Math.nextUp(upper))).isTrue();
  }
}
