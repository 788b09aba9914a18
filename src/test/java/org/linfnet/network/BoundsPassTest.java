package org.linfnet.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.kernel.KernelChoice;

class BoundsPassTest {

  private static final NetworkShape SHAPE = new NetworkShape(2, 2, 5, 3);
  private static final int GRID = 40;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyPointOfTheBoxLiesBetweenTheBounds(int seed) {
    Random random = new Random(seed);
    NetworkState state = StartingWeights.NORMAL.draw(SHAPE, random);
    float[] lower = {(float) random.nextGaussian(), (float) random.nextGaussian()};
    float[] upper = {lower[0] + random.nextFloat(), lower[1] + random.nextFloat()};
    BoundsPass bounds = new BoundsPass(SHAPE, state, KernelChoice.kernels(), 1);
    bounds.run(lower, upper, 1);
    ScoringPass scores = new ScoringPass(SHAPE, state, KernelChoice.kernels(), 1);
    for (int i = 0; i <= GRID; i++) {
      for (int j = 0; j <= GRID; j++) {
        float[] x = {between(lower[0], upper[0], i), between(lower[1], upper[1], j)};
        float[] logits = scores.logits(x, 1);
        for (int k = 0; k < SHAPE.classes(); k++) {
          assertThat(logits[k])
              .isBetween(bounds.lowerLogits()[k] - 1e-5f, bounds.upperLogits()[k] + 1e-5f);
        }
      }
    }
  }

  private static float between(float lower, float upper, int step) {
    return lower + (upper - lower) * step / GRID;
  }
}
