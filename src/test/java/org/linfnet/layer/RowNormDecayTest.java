package org.linfnet.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.layer.Slot.Role;

class RowNormDecayTest {

  private static final int ROW = 5;
  private static final RowNormDecay DECAY = new RowNormDecay(ROW);

  /** Four rows, with a number before and three behind them. */
  private static final Slot WEIGHTS =
      new Slot("1.distance.weights", 1, 20, Role.TRAINED, Slot.Update.decaying(DECAY));

  private final float[] numbers = LayerCase.gaussian(24, new Random(3), 1);

  @ParameterizedTest
  @ValueSource(floats = {2, 6, 6.5f, 40})
  void movesAlongTheGradientOfHalfTheSquaredNorm(float p) {
    float[] moved = numbers.clone();
    DECAY.step(moved, WEIGHTS, p, 0.01);
    for (int i = WEIGHTS.at(); i < WEIGHTS.end(); i++) {
      assertThat((double) moved[i])
          .as("weight %d", i)
          .isCloseTo(numbers[i] - 0.01 * slope(i, p), within(1e-5));
    }
  }

  @Test
  void atInfinityOnlyTheLargestWeightOfARowDecays() {
    float[] row = {1, -4, 2, 3, 0.5f};
    System.arraycopy(row, 0, numbers, WEIGHTS.at(), ROW);
    DECAY.step(numbers, WEIGHTS, Float.POSITIVE_INFINITY, 0.01);
    assertThat(Arrays.copyOfRange(numbers, 1, 1 + ROW)).containsExactly(1, -3.96f, 2, 3, 0.5f);
  }

  @Test
  void leavesOtherSlotsAndRowsOfZerosAlone() {
    float[] zeros = new float[24];
    zeros[0] = 5;
    zeros[21] = 7;
    float[] expected = zeros.clone();
    DECAY.step(zeros, WEIGHTS, 6, 0.01);
    assertThat(zeros).containsExactly(expected);
  }

  private double slope(int weight, float p) {
    double step = 1e-6;
    return (halfSquaredNorm(weight, step, p) - halfSquaredNorm(weight, -step, p)) / (2 * step);
  }

  private double halfSquaredNorm(int weight, double step, float p) {
    int row = WEIGHTS.at() + (weight - WEIGHTS.at()) / ROW * ROW;
    double sum = 0;
    for (int i = row; i < row + ROW; i++) {
      sum += Math.pow(Math.abs(numbers[i] + (i == weight ? step : 0)), p);
    }
    double norm = Math.pow(sum, 1 / p);
    return norm * norm / 2;
  }
}
