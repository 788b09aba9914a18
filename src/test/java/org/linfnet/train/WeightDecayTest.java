package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.RowNormDecay;
import org.linfnet.layer.Shape;
import org.linfnet.layer.Slot;
import org.linfnet.network.Network;
import org.linfnet.network.NetworkState;

class WeightDecayTest {

  private static final Network NETWORK =
      new Network(
          Shape.vector(5),
          3,
          List.of(
              LayerDescription.of("distance", Map.of("outputs", "4")),
              LayerDescription.of("mean-shift"),
              LayerDescription.of("affine", Map.of("outputs", "6")),
              LayerDescription.of("distance"),
              LayerDescription.of("prototype-logits")));

  private final float[] numbers = numbers();

  private static float[] numbers() {
    Random random = new Random(3);
    float[] numbers = new float[NETWORK.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return numbers;
  }

  /** Rows of 5 in the first layer and of 6 in the last; nothing else. */
  @ParameterizedTest
  @ValueSource(floats = {2, 6.5f, Float.POSITIVE_INFINITY})
  void weightsOfDistancesDecayInTheNormOfTheirRows(float p) {
    float[] expected = numbers.clone();
    List<Slot> slots = NETWORK.slots();
    new RowNormDecay(5).step(expected, slots.get(0), p, 0.01);
    new RowNormDecay(6).step(expected, slots.get(4), p, 0.01);
    new WeightDecay(0.5).step(new NetworkState(NETWORK, numbers), p, 0.02);
    assertThat(numbers).containsExactly(expected).isNotEqualTo(numbers());
  }

  @Test
  void biasesAndMeansAndAffineWeightsStay() {
    new WeightDecay(0.5).step(new NetworkState(NETWORK, numbers), 6, 0.02);
    float[] before = numbers();
    for (Slot slot : NETWORK.slots()) {
      boolean decays = slot.name().endsWith("distance.weights");
      for (int i = slot.at(); i < slot.end() && !decays; i++) {
        assertThat(numbers[i]).as(slot.name()).isEqualTo(before[i]);
      }
    }
  }

  @Test
  void aDecayOfZeroLeavesTheBits() {
    new WeightDecay(0).step(new NetworkState(NETWORK, numbers), 6, 0.02);
    assertThat(numbers).isEqualTo(numbers());
  }
}
