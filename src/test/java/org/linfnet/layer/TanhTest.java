package org.linfnet.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TanhTest extends LayerContract {

  @Override
  Stream<LayerCase> kinds() {
    return Stream.of(LayerCase.of("tanh", Map.of(), 5, TanhTest::formula));
  }

  static double[] formula(Layer layer, Step step, double[] numbers, double[] inputs) {
    return Arrays.stream(inputs).map(Math::tanh).toArray();
  }

  private final Layer layer = LayerCase.of("tanh", Map.of(), 5, TanhTest::formula).layer();

  @Test
  void isTheHyperbolicTangentRoundedToFloat() {
    float[] input = {-100, -0.5f, 0, 0.25f, 100};
    assertThat(LayerCase.forward(layer, Step.scoring(), new float[0], input))
        .containsExactly(-1, (float) Math.tanh(-0.5), 0, (float) Math.tanh(0.25), 1);
  }

  @Test
  void boundsStayInItsRange() {
    float[] lower = {-100, -1, 0, 1, 100};
    Bounds bounds = LayerCase.bounds(layer, new float[0], new Bounds(lower, lower));
    assertThat(bounds.lower()[0]).isEqualTo(-1);
    assertThat(bounds.upper()[4]).isEqualTo(1);
    for (int i = 0; i < lower.length; i++) {
      assertThat((double) bounds.upper()[i] - bounds.lower()[i])
          .isBetween(0.0, 2.0 * Math.ulp(bounds.upper()[i]) + 2 * Float.MIN_VALUE);
    }
  }

  /** The floats between two ends have values between the bounds of the ends. */
  @Test
  void boundsHoldFromOneFloatToTheNext() {
    for (float x = -9; x < 9; x += 0.00137f) {
      float[] steps = {x, 0, 0, 0, 0};
      for (int i = 1; i < steps.length; i++) {
        steps[i] = Math.nextUp(steps[i - 1]);
      }
      Bounds box = new Bounds(filled(x), filled(steps[4]));
      BoundsChecks.requireWithin(
          LayerCase.bounds(layer, new float[0], box),
          LayerCase.forward(layer, Step.scoring(), new float[0], steps));
    }
  }

  private static float[] filled(float value) {
    return new float[] {value, value, value, value, value};
  }
}
