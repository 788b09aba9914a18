package org.linfnet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.InvalidInputException;
import org.linfnet.kernel.Kernels;

class LipschitzApproximationTest {

  private static final int TRIED = 2000;

  /** Each coordinate adds 0.9 / dimensions at most to the slope. */
  private static double waves(double[] x) {
    double sum = 0;
    for (int k = 0; k < x.length; k++) {
      sum += Math.sin(3 * (k + 1) * x[k]) / (3 * (k + 1));
    }
    return 0.9 * sum / x.length;
  }

  @ParameterizedTest
  @CsvSource({"1, 0.2", "1, 0.01", "2, 0.05", "3, 0.1"})
  void theNetIsWithinEpsilonOfTheFunction(int dimensions, double epsilon) {
    NetworkState state =
        new LipschitzApproximation(LipschitzApproximationTest::waves, dimensions, epsilon)
            .network();
    assertThat(state.lipschitz()).isEqualTo(1);
    assertThat(state.network().layers())
        .allMatch(layer -> layer.outputs().size() <= dimensions + 2);
    ScoringPass pass = new ScoringPass(state, Kernels.ofThisJvm(), 1);
    Random random = new Random(1);
    for (int i = 0; i < TRIED; i++) {
      float[] x = point(random, dimensions);
      float[] logits = pass.logits(x, 1);
      assertThat((double) logits[0]).isCloseTo(waves(widened(x)), within(epsilon));
      assertThat((double) logits[1]).isCloseTo(-logits[0], within(1e-6));
    }
  }

  /** The bound is no larger than it must be: at a tenth of it the net is not as near. */
  @Test
  void aCoarseGridIsNotNear() {
    NetworkState state =
        new LipschitzApproximation(LipschitzApproximationTest::waves, 1, 0.2).network();
    ScoringPass pass = new ScoringPass(state, Kernels.ofThisJvm(), 1);
    double furthest = 0;
    for (int i = 0; i <= TRIED; i++) {
      float[] x = {(float) i / TRIED};
      furthest = Math.max(furthest, Math.abs(pass.logits(x, 1)[0] - waves(widened(x))));
    }
    assertThat(furthest).isBetween(0.02, 0.2);
  }

  @Test
  void aGridOfTooManyPointsIsRefused() {
    ToDoubleFunction<double[]> zero = x -> 0;
    assertThatThrownBy(() -> new LipschitzApproximation(zero, 10, 0.1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("allow a larger epsilon");
  }

  /** Corners and edges of the box, and points inside. */
  private static float[] point(Random random, int dimensions) {
    float[] x = new float[dimensions];
    for (int k = 0; k < dimensions; k++) {
      x[k] = random.nextInt(4) == 0 ? random.nextInt(2) : random.nextFloat();
    }
    return x;
  }

  private static double[] widened(float[] x) {
    double[] wide = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      wide[k] = x[k];
    }
    return wide;
  }
}
