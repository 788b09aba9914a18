package org.linfnet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PerceptronPassTest {

  private static final int BATCH = 3;
  private static final float STEP = 1f / 1024;

  static int[][] widths() {
    return new int[][] {{6, 3}, {6, 5, 3}, {6, 4, 5, 2}};
  }

  @Test
  void oneNeuronIsWhatTheFormulaSays() {
    double[] weights = {2, -1, 0.5, 3, -2, 1, 0.25};
    double hidden = 1 / (1 + Math.exp(-(2 * 0.5 - 1 * 0.25 + 0.5)));
    double[] logits =
        new PerceptronPass(new int[] {2, 1, 2}, weights, 1).logits(new float[] {0.5f, 0.25f}, 1);
    assertThat(logits)
        .containsExactly(new double[] {3 * hidden + 1, -2 * hidden + 0.25}, within(1e-15));
  }

  @ParameterizedTest
  @MethodSource("widths")
  void theInputGradientAgreesWithDifferences(int[] widths) {
    Random random = new Random(3);
    PerceptronPass pass = new PerceptronPass(widths, weights(random, widths), BATCH);
    float[] inputs = new float[BATCH * widths[0]];
    float[] logitGradient = new float[BATCH * widths[widths.length - 1]];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = Math.round(random.nextGaussian() / STEP) * STEP;
    }
    for (int j = 0; j < logitGradient.length; j++) {
      logitGradient[j] = (float) random.nextGaussian();
    }
    pass.logits(inputs, BATCH);
    float[] gradient = pass.inputGradient(BATCH, logitGradient);
    for (int i = 0; i < inputs.length; i++) {
      float[] moved = inputs.clone();
      moved[i] = inputs[i] + STEP;
      double above = climbed(pass, moved, logitGradient);
      moved[i] = inputs[i] - STEP;
      double below = climbed(pass, moved, logitGradient);
      assertThat((double) gradient[i]).isCloseTo((above - below) / (2 * STEP), within(1e-5));
    }
  }

  @Test
  void anExamplesLogitsAndGradientDoNotDependOnThoseBesideIt() {
    int[] widths = {6, 5, 3};
    Random random = new Random(4);
    PerceptronPass pass = new PerceptronPass(widths, weights(random, widths), BATCH);
    float[] inputs = {9, 9, 9, 9, 9, 9, 1, 2, 3, 4, 5, 6, -9, -9, -9, -9, -9, -9};
    float[] logitGradient = {7, 7, 7, 1, -1, 0.5f, 3, 3, 3};
    double[] beside = Arrays.copyOfRange(pass.logits(inputs, BATCH), 3, 6);
    float[] gradientBeside = Arrays.copyOfRange(pass.inputGradient(BATCH, logitGradient), 6, 12);
    double[] alone = Arrays.copyOf(pass.logits(Arrays.copyOfRange(inputs, 6, 12), 1), 3);
    float[] gradientAlone = pass.inputGradient(1, Arrays.copyOfRange(logitGradient, 3, 6));
    assertThat(alone).containsExactly(beside);
    assertThat(gradientAlone).containsExactly(gradientBeside);
  }

  @Test
  void weightsThatDoNotFitTheLayersAreRefused() {
    assertThatThrownBy(() -> new PerceptronPass(new int[] {2, 2}, new double[5], 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5 weights for layers of [2, 2]");
  }

  private static double climbed(PerceptronPass pass, float[] inputs, float[] logitGradient) {
    double[] logits = pass.logits(inputs, BATCH);
    double sum = 0;
    for (int j = 0; j < logitGradient.length; j++) {
      sum += logitGradient[j] * logits[j];
    }
    return sum;
  }

  private static double[] weights(Random random, int[] widths) {
    return random.doubles(PerceptronPass.weightCount(widths), -1, 1).toArray();
  }
}
