package org.linfnet.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AttackLossTest {

  private static final float[] LOGITS = {9, 1, 0.5f, -0.25f, 9};

  @Test
  void crossEntropyClimbsMinusTheLogarithmOfTheClassesShare() {
    float[] gradient = new float[5];
    AttackLoss.crossEntropy().gradient(LOGITS, 1, 3, 2, gradient);
    double step = 1e-4;
    for (int j = 0; j < 3; j++) {
      double slope = (crossEntropy(j, step) - crossEntropy(j, -step)) / (2 * step);
      assertThat(gradient[1 + j]).isCloseTo((float) slope, within(1e-4f));
    }
    assertThat(gradient[0]).isZero();
    assertThat(gradient[4]).isZero();
  }

  @Test
  void marginRaisesTheNearestOtherClass() {
    float[] gradient = new float[5];
    AttackLoss.margin().gradient(LOGITS, 1, 3, 0, gradient);
    assertThat(gradient).containsExactly(0, -1, 1, 0, 0);
  }

  @Test
  void targetedRaisesTheClassThatManyOn() {
    float[] gradient = new float[5];
    AttackLoss.targeted(2).gradient(LOGITS, 1, 3, 2, gradient);
    assertThat(gradient).containsExactly(0, 0, 1, -1, 0);
  }

  private static double crossEntropy(int moved, double by) {
    double sum = 0;
    for (int j = 0; j < 3; j++) {
      sum += Math.exp(LOGITS[1 + j] + (j == moved ? by : 0));
    }
    return Math.log(sum) - LOGITS[3] - (moved == 2 ? by : 0);
  }
}
