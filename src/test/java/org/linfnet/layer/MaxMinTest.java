package org.linfnet.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.linfnet.InvalidInputException;

class MaxMinTest extends LayerContract {

  private static final float[] NO_NUMBERS = {};

  @Override
  Stream<LayerCase> kinds() {
    return Stream.of(LayerCase.of("max-min", Map.of(), 6, MaxMinTest::formula));
  }

  static double[] formula(Layer layer, Step step, double[] numbers, double[] inputs) {
    double[] outputs = new double[inputs.length];
    for (int i = 0; i < inputs.length; i += 2) {
      outputs[i] = Math.max(inputs[i], inputs[i + 1]);
      outputs[i + 1] = Math.min(inputs[i], inputs[i + 1]);
    }
    return outputs;
  }

  @Test
  void sortsPairs() {
    Layer layer = layer(Shape.vector(4));

    assertThat(LayerCase.forward(layer, Step.scoring(), NO_NUMBERS, new float[] {1, 2, 5, -7}))
        .containsExactly(2, 1, 5, -7);
  }

  @Test
  void pairsChannelsOfImages() {
    Layer layer = layer(new Shape(2, 1, 3));

    assertThat(LayerCase.forward(layer, Step.scoring(), NO_NUMBERS, new float[] {1, 5, 3, 4, 2, 6}))
        .containsExactly(4, 5, 6, 1, 2, 3);
  }

  @Test
  void boundsAreExact() {
    Layer layer = layer(Shape.vector(2));
    Bounds box = new Bounds(new float[] {-1, 0}, new float[] {3, 2});

    Bounds bounds = LayerCase.bounds(layer, NO_NUMBERS, box);

    assertThat(bounds.lower()).containsExactly(0, -1);
    assertThat(bounds.upper()).containsExactly(3, 2);
    assertThat(layer.roundingError(NO_NUMBERS, box, bounds)).isZero();
  }

  @Test
  void refusesChannelsThatCannotBePaired() {
    assertThatThrownBy(() -> layer(Shape.vector(5)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "layer 2 (max-min): 5 channels cannot be paired; give the layer before an even"
                + " number");
  }

  private static Layer layer(Shape inputs) {
    return LayerKinds.layer(
        new LayerOptions("layer 2", LayerDescription.of("max-min"), 3), inputs, new SlotPlaces());
  }
}
