package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamTest {

  private static final Adam ADAM = new Adam(0.9, 0.99, 1e-10);

  /** Bias correction makes the first step the learning rate long, whatever the gradient's size. */
  @Test
  void firstStepIsTheLearningRateAgainstTheGradientsSign() {
    float[] parameters = {1, 1};
    ADAM.step(new AdamMoments(2), new float[] {1e-6f, -40}, 0.5f, 0.25, parameters);
    assertThat(parameters[0]).isCloseTo(0.75f, within(1e-4f));
    assertThat(parameters[1]).isCloseTo(1.25f, within(1e-6f));
  }

  /** Gradients 1 and 3: m = 0.39, v = 0.0999, m / 0.19 = 2.0526, sqrt(v / 0.0199) = 2.2406. */
  @Test
  void secondStepWorkedOutByHand() {
    float[] parameters = {0};
    AdamMoments moments = new AdamMoments(1);
    ADAM.step(moments, new float[] {1}, 1, 1, parameters);
    float afterOne = parameters[0];
    ADAM.step(moments, new float[] {3}, 1, 1, parameters);
    assertThat(parameters[0] - afterOne).isCloseTo(-0.91612f, within(1e-4f));
  }

  @Test
  void aParameterWithoutGradientStays() {
    float[] parameters = {7};
    ADAM.step(new AdamMoments(1), new float[] {0}, 1, 1, parameters);
    assertThat(parameters).containsExactly(7f);
  }
}
