package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.StartingWeights;

class WeightDecayTest {

  private static final NetworkShape SHAPE = new NetworkShape(5, 1, 4, 3);

  private final float[] parameters = StartingWeights.NORMAL.draw(SHAPE, new Random(3)).parameters();

  @ParameterizedTest
  @ValueSource(floats = {2, 6, 6.5f, 40})
  void movesAlongTheGradientOfHalfTheSquaredNorm(float p) {
    float[] moved = parameters.clone();
    new WeightDecay(0.5).step(SHAPE, p, 0.02, moved);
    for (int i = 0; i < SHAPE.biasAt(); i++) {
      assertThat((double) moved[i])
          .as("weight %d", i)
          .isCloseTo(parameters[i] - 0.01 * slope(i, p), within(1e-5));
    }
  }

  @Test
  void atInfinityOnlyTheLargestWeightOfANeuronDecays() {
    float[] row = {1, -4, 2, 3, 0.5f};
    System.arraycopy(row, 0, parameters, 0, row.length);
    new WeightDecay(0.5).step(SHAPE, Float.POSITIVE_INFINITY, 0.02, parameters);
    assertThat(parameters).startsWith(1, -3.96f, 2, 3, 0.5f);
  }

  @Test
  void leavesTheOutputBiasAndNeuronsOfZerosAlone() {
    float[] zeros = new float[SHAPE.parameterCount()];
    zeros[SHAPE.biasAt()] = 7;
    float[] expected = zeros.clone();
    new WeightDecay(0.5).step(SHAPE, 6, 0.02, zeros);
    assertThat(zeros).isEqualTo(expected);
  }

  @Test
  void aDecayOfZeroLeavesTheBits() {
    float[] expected = parameters.clone();
    new WeightDecay(0).step(SHAPE, 6, 0.02, parameters);
    assertThat(parameters).isEqualTo(expected);
  }

  private double slope(int weight, float p) {
    double step = 1e-6;
    return (halfSquaredNorm(weight, step, p) - halfSquaredNorm(weight, -step, p)) / (2 * step);
  }

  private double halfSquaredNorm(int weight, double step, float p) {
    int layer = weight >= SHAPE.weightsAt(1) ? 1 : 0;
    int inputs = SHAPE.layerInputs(layer);
    int row = SHAPE.weightsAt(layer) + (weight - SHAPE.weightsAt(layer)) / inputs * inputs;
    double sum = 0;
    for (int i = row; i < row + inputs; i++) {
      sum += Math.pow(Math.abs(parameters[i] + (i == weight ? step : 0)), p);
    }
    double norm = Math.pow(sum, 1 / p);
    return norm * norm / 2;
  }
}
