package org.linfnet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StartingWeightsTest {

  @Test
  void normalWeightsHaveUnitVariance() {
    NetworkShape shape = new NetworkShape(100, 1, 100, 10);
    float[] parameters = StartingWeights.NORMAL.draw(shape, new Random(3)).parameters();
    double variance =
        IntStream.range(0, shape.biasAt())
            .mapToDouble(i -> parameters[i] * (double) parameters[i])
            .average()
            .orElseThrow();
    assertThat(variance).isCloseTo(1, within(0.05));
    assertThat(parameters[shape.biasAt()]).isZero();
  }

  @Test
  void identityCopiesInputsWhereALayerIsWideEnough() {
    NetworkShape shape = new NetworkShape(4, 2, 3, 2);
    float[] parameters = StartingWeights.IDENTITY.draw(shape, new Random(3)).parameters();
    long first = IntStream.range(0, shape.weightsAt(1)).filter(i -> parameters[i] == -10f).count();
    assertThat(first).as("3 neurons on 4 inputs").isZero();
    for (int k = 0; k < 3; k++) {
      assertThat(parameters[shape.weightsAt(1) + k * 3 + k]).isEqualTo(-10f);
    }
    assertThat(parameters[shape.weightsAt(2)]).as("output layer").isNotEqualTo(-10f);
  }
}
