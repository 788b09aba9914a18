package org.linfnet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestExampleTest {

  private static final double[] ORIGIN = {0, 0};

  @Test
  void theLargestDifferenceDecides() {
    // In l1 and l2 the second is nearer: one value off by 0.6 against two off by 0.4.
    double[] first = {0.4, 0.4};
    assertThat(nearest(ORIGIN, first, new double[] {0.6, 0}).example()).isSameAs(first);
  }

  @Test
  void aLaterExampleIsTakenWhenItIsNearer() {
    double[] second = {0.3, 0.3};
    assertThat(nearest(ORIGIN, new double[] {0.4, 0}, second).example()).isSameAs(second);
  }

  @Test
  void theDistanceIsThatOfTheNearest() {
    double[] point = {0.5, 0};
    assertThat(nearest(point, new double[] {0, 0.8}, new double[] {0, 0.9}).distance())
        .isCloseTo(0.8, within(1e-12));
  }

  @Test
  void theFirstOfEqualsIsTaken() {
    double[] first = {0.2, 0};
    assertThat(nearest(ORIGIN, first, new double[] {0, 0.2}).example()).isSameAs(first);
  }

  @Test
  void anExampleHasAsManyValuesAsThePoint() {
    assertThatIllegalArgumentException().isThrownBy(() -> nearest(ORIGIN, new double[] {1}));
  }

  private static NearestExample nearest(double[] point, double[]... examples) {
    NearestExample nearest = new NearestExample(point);
    List.of(examples).forEach(nearest::offer);
    return nearest;
  }
}
