package org.linfnet.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.linfnet.InvalidInputException;

class DecisionTest {

  private static final double[] NONE = {};

  @Test
  void probabilitiesAreSoftmaxOverTheTemperature() {
    double[] probabilities = new Decision(2, NONE, 2).probabilities(new double[] {1, 3});

    assertThat(probabilities[0]).isCloseTo(1 / (1 + Math.E), within(1e-15));
    assertThat(probabilities[0] + probabilities[1]).isCloseTo(1, within(1e-15));
  }

  @Test
  void withoutThresholdsTheMarginIsThatOfTheLogits() {
    Decision decision = new Decision(2, NONE, 3);
    double[] logits = {1, 3, 2.5};

    assertThat(decision.prediction(logits)).isEqualTo(1);
    assertThat(decision.margin(logits, 1)).isEqualTo(Math.nextDown(0.5));
  }

  @Test
  void thresholdsChooseTheLargestProbabilityOverItsThreshold() {
    double[] thresholds = {0.1, 0.6, 0.3};
    Decision decision = new Decision(0.7, thresholds, 3);
    Random random = new Random(1);
    for (int round = 0; round < 1000; round++) {
      double[] logits = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      double[] probabilities = decision.probabilities(logits);
      int largest = 0;
      for (int j = 1; j < 3; j++) {
        if (probabilities[j] / thresholds[j] > probabilities[largest] / thresholds[largest]) {
          largest = j;
        }
      }
      assertThat(decision.prediction(logits)).isEqualTo(largest);
    }
  }

  @Test
  void logitsThatMoveByHalfOfTheMarginKeepTheClass() {
    Decision decision = new Decision(0.7, new double[] {0.1, 0.6, 0.3}, 3);
    Random random = new Random(2);
    for (int round = 0; round < 1000; round++) {
      double[] logits = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      int prediction = decision.prediction(logits);
      double half = decision.margin(logits, prediction) / 2;
      double[] moved = logits.clone();
      double[] movedFurther = logits.clone();
      for (int j = 0; j < 3; j++) {
        moved[j] += j == prediction ? -half : half;
        movedFurther[j] += (j == prediction ? -1 : 1) * (half + 1e-9);
      }
      assertThat(decision.prediction(moved)).isEqualTo(prediction);
      assertThat(decision.prediction(movedFurther)).isNotEqualTo(prediction);
    }
  }

  @Test
  void aThresholdOfZeroAlwaysWinsAndCertifiesNothing() {
    Decision decision = new Decision(1, new double[] {0.5, 0}, 2);

    assertThat(decision.prediction(new double[] {9, 1})).isEqualTo(1);
    assertThat(decision.margin(new double[] {9, 1}, 1)).isNotPositive();
  }

  @Test
  void thresholdsAreOneAClass() {
    assertThatThrownBy(() -> new Decision(1, new double[] {1, 1}, 3))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("2 thresholds for 3 classes");
  }
}
