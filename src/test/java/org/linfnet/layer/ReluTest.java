package org.linfnet.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReluTest extends LayerContract {

  @Override
  Stream<LayerCase> kinds() {
    return Stream.of(LayerCase.of("relu", Map.of(), 5, ReluTest::formula));
  }

  static double[] formula(Layer layer, Step step, double[] numbers, double[] inputs) {
    return Arrays.stream(inputs).map(x -> Math.max(0, x)).toArray();
  }

  private final Layer layer = LayerCase.of("relu", Map.of(), 5, ReluTest::formula).layer();

  @Test
  void isTheInputAboveZeroAndZeroBelow() {
    float[] input = {-3, -Float.MIN_VALUE, 0, Float.MIN_VALUE, 4};
    assertThat(LayerCase.forward(layer, Step.scoring(), new float[0], input))
        .containsExactly(0, 0, 0, Float.MIN_VALUE, 4);
  }

  @Test
  void boundsAreExact() {
    Bounds box = new Bounds(new float[] {-3, -1, 0, 1, 2}, new float[] {-2, 1, 0, 1, 3});
    Bounds bounds = LayerCase.bounds(layer, new float[0], box);
    assertThat(bounds.lower()).containsExactly(0, 0, 0, 1, 2);
    assertThat(bounds.upper()).containsExactly(0, 1, 0, 1, 3);
    assertThat(layer.roundingError(new float[0], box, bounds)).isZero();
  }

  /** The line below the graph is 0 there, and what has overflowed must not vanish with it. */
  @Test
  void aCoefficientThatHasOverflowedProvesNothing() {
    Bounds box = new Bounds(new float[] {-3, -3, -3, -3, -3}, new float[] {-2, 1, 1, 1, 1});
    for (float overflowed :
        new float[] {Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN}) {
      for (int at = 0; at < 2; at++) {
        LinearBounds above = LinearBounds.of(LinearBounds.Below.LEAST_AREA, new int[1], 5);
        above.coefficients()[at] = overflowed;
        LinearBounds below = above.unfilled(5);
        LayerPass pass = LayerCase.pass(layer, 1);
        BoundsBlock block = new BoundsBlock(new float[0], 1, box, Bounds.of(1, 5));
        pass.bounds(block);
        pass.linear(block, above, below);
        assertThat(below.least(0, box)).isEqualTo(Double.NEGATIVE_INFINITY);
      }
    }
  }

  @Test
  void hasNoNumbers() {
    assertThat(layer.slots()).isEmpty();
  }
}
