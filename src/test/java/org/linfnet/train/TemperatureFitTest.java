package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.StoredValues;

class TemperatureFitTest {

  private static final int EXAMPLES = 20_000;

  @Test
  void findsTheTemperatureThatLabelsWereDrawnAt() {
    Random random = new Random(3);
    double[] logits = new double[EXAMPLES * 2];
    int[] labels = new int[EXAMPLES];
    for (int n = 0; n < EXAMPLES; n++) {
      logits[2 * n] = random.nextGaussian();
      logits[2 * n + 1] = random.nextGaussian();
      double chance = 1 / (1 + Math.exp((logits[2 * n] - logits[2 * n + 1]) / 0.4));
      labels[n] = random.nextDouble() < chance ? 1 : 0;
    }

    assertThat(fit(labels, logits)).isCloseTo(0.4, within(0.02));
  }

  @Test
  void staysAboveZeroWhereEveryExampleIsRight() {
    // The smoothed labels are met where exp(1 / T) = (N + 1) / 1 for N = 3 examples.
    assertThat(fit(new int[] {0, 1, 0}, new double[] {1, 0, 0, 1, 2, 1}))
        .isCloseTo(1 / Math.log(4), within(1e-9));
  }

  @Test
  void isHighWhereLogitsSayNothing() {
    assertThat(fit(new int[] {0, 1}, new double[] {1, 0, 1, 0})).isGreaterThan(1000);
  }

  @Test
  void weightsCountAsMoreExamplesDo() {
    double[] logits = {1, 0, 1, 0, 0, 1};
    StoredValues values = StoredValues.of(logits, 2);
    ExampleBlock weighted =
        new ExampleBlock(
            new long[] {0, 1, 2}, new int[] {0, 1, 1}, new double[] {1, 1e-9, 1}, values);

    assertThat(TemperatureFit.of(weighted)).isCloseTo(1 / Math.log(4), within(1e-6));
  }

  private static double fit(int[] labels, double[] logits) {
    return TemperatureFit.of(ExampleBlock.numbered(0, labels, StoredValues.of(logits, 2)));
  }
}
