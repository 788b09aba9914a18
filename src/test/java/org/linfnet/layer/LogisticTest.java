package org.linfnet.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LogisticTest extends LayerContract {

  @Override
  Stream<LayerCase> kinds() {
    return Stream.of(LayerCase.of("logistic", Map.of(), 5, LogisticTest::formula));
  }

  static double[] formula(Layer layer, Step step, double[] numbers, double[] inputs) {
    return Arrays.stream(inputs).map(x -> 1 / (1 + Math.exp(-x))).toArray();
  }

  private final Layer layer = LayerCase.of("logistic", Map.of(), 5, LogisticTest::formula).layer();

  @Test
  void isTheLogisticFunctionRoundedToFloat() {
    float[] input = {-1000, -0.5f, 0, 2, 1000};
    assertThat(LayerCase.forward(layer, Step.scoring(), new float[0], input))
        .containsExactly(
            new float[] {0, (float) 0.377540669, 0.5f, (float) 0.880797078, 1},
            within(Math.ulp(0.5f)));
  }

  @Test
  void boundsStayInItsRange() {
    float[] lower = {-1000, -1, 0, 1, 1000};
    Bounds bounds = LayerCase.bounds(layer, new float[0], new Bounds(lower, lower));
    assertThat(bounds.lower()[0]).isZero();
    assertThat(bounds.upper()[4]).isEqualTo(1);
    for (int i = 0; i < lower.length; i++) {
      assertThat((double) bounds.upper()[i] - bounds.lower()[i])
          .isBetween(0.0, 2.0 * Math.ulp(bounds.upper()[i]));
    }
  }

  /** The function is steepest at 0, and its constant is no larger than it must be. */
  @Test
  void theConstantIsAttainedAtZero() {
    double step = 1e-4;
    double[] both = formula(layer, Step.scoring(), new double[0], new double[] {-step, step});
    assertThat((both[1] - both[0]) / (2 * step))
        .isCloseTo(layer.lipschitz(new float[0]), within(1e-8));
  }
}
