package org.linfnet.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.attack.AttackKind;
import org.linfnet.certify.SmallNetworks;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.layer.Shape;

class EvaluationPlanTest {

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void anEpsilonIsAboveZeroAndFinite(double epsilon) {
    assertThatThrownBy(() -> plan(0.1, epsilon))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("epsilon %s is out of range: it must be above 0 and finite".formatted(epsilon));
  }

  @Test
  void thereIsAnEpsilon() {
    assertThatThrownBy(() -> plan())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no epsilon");
  }

  @Test
  void noEpsilonComesTwice() {
    assertThatThrownBy(() -> plan(0.1, 0.3, 0.1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("comes twice");
  }

  @Test
  void epsilonsAscend() {
    assertThat(plan(0.3, 0.1, 0.2).epsilons()).containsExactly(0.1, 0.2, 0.3);
  }

  @Test
  void anEpsilonOfImagesIsAtMostOne() {
    plan(0.1, 1).requireFit(SmallNetworks.images(new Shape(1, 1, 2)));
    assertThatThrownBy(() -> plan(0.1, 1.01).requireFit(SmallNetworks.images(new Shape(1, 1, 2))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("epsilon 1.01 is out of range");
  }

  @Test
  void anEpsilonOfFeaturesMayBeAny() {
    plan(1e-9, 1e9).requireFit(new FeatureEncoding(new double[1], new double[] {1}));
  }

  private static EvaluationPlan plan(double... epsilons) {
    return new EvaluationPlan(epsilons, AttackKind.NONE, 1);
  }
}
