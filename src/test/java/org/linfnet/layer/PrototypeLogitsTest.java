package org.linfnet.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.linfnet.layer.Slot.Role;

class PrototypeLogitsTest extends LayerContract {

  @Override
  Stream<LayerCase> kinds() {
    return Stream.of(LayerCase.of("prototype-logits", Map.of(), 3, PrototypeLogitsTest::formula));
  }

  static double[] formula(Layer layer, Step step, double[] numbers, double[] inputs) {
    double[] logits = new double[inputs.length];
    for (int k = 0; k < logits.length; k++) {
      logits[k] = numbers[layer.slots().get(0).at() + k % layer.inputs().size()] - inputs[k];
    }
    return logits;
  }

  private final Layer layer =
      LayerCase.of("prototype-logits", Map.of(), 2, PrototypeLogitsTest::formula).layer();

  @Test
  void theNearestPrototypeHasTheLargestLogit() {
    float[] numbers = new float[layer.slots().get(0).end()];
    numbers[layer.slots().get(0).at()] = 0.5f;
    assertThat(LayerCase.forward(layer, Step.scoring(), numbers, new float[] {2, 3, 4, 1}))
        .containsExactly(-1.5f, -3, -3.5f, -1);
  }

  @Test
  void theBiasStartsAtZeroAndDoesNotDecay() {
    float[] numbers = new float[layer.slots().get(0).end()];
    layer.start(numbers, new Random(1));
    assertThat(numbers).containsOnly(0);
    assertThat(layer.slots().get(0).update().decay()).isSameAs(Decay.NONE);
    assertThat(layer.slots().get(0).role()).isEqualTo(Role.TRAINED);
  }
}
