package org.linfnet.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BoxSearchTest {

  private static final double[] FEATURES = {0, 0, 5};
  private static final double[] HALF_WIDTHS = {0.5, 0.06, 3};

  @Test
  void findsTheCornerThatIsClassifiedOtherwise() {
    assertThat(breaks(BoxSearchTest::plane, HALF_WIDTHS)).isTrue();
  }

  @Test
  void findsNothingInABoxWhereNothingIs() {
    assertThat(breaks(BoxSearchTest::plane, new double[] {0.5, 0.04, 3})).isFalse();
  }

  @Test
  void countsATieAsBroken() {
    assertThat(breaks(features -> new double[] {1, 1}, HALF_WIDTHS)).isTrue();
  }

  @Test
  void staysInTheBoxAndAsksNoMoreOftenThanItMay() {
    AtomicInteger queries = new AtomicInteger();
    Function<double[], double[]> counted =
        features -> {
          queries.incrementAndGet();
          for (int i = 0; i < features.length; i++) {
            assertThat(Math.abs(features[i] - FEATURES[i])).isLessThanOrEqualTo(HALF_WIDTHS[i]);
          }
          return new double[] {1, 0};
        };
    assertThat(breaks(counted, HALF_WIDTHS)).isFalse();
    assertThat(queries).hasValue(200);
  }

  /** Class 0 while the first feature plus ten times the second is below 1. */
  private static double[] plane(double[] features) {
    return new double[] {1, features[0] + 10 * features[1]};
  }

  private static boolean breaks(Function<double[], double[]> logits, double[] halfWidths) {
    return new BoxSearch(200).breaks(logits, FEATURES, halfWidths, 0, new Random(1));
  }
}
