package org.linfnet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.linfnet.data.ImageShape;
import org.linfnet.data.Standardisation;

class WeightImagesTest {

  private static final ImageShape SHAPE = new ImageShape(2, 2);
  private static final float[] WEIGHTS = {-1, 0, 1, 3, 0.9f, 0.1f, 0, 0};
  private static final byte[] EXAMPLES = {0, 0, 0, 0, (byte) 255, 0, 0, 51, 0, (byte) 255, 102, 0};

  @Test
  void weightsAreStretchedFromBlackToWhite() throws IOException {
    assertThat(tile(images(WEIGHTS, 2), 0, 0)).containsExactly(0, 64, 128, 255);
  }

  @Test
  void theNearestExampleStandsBesideItsNeuron() throws IOException {
    assertThat(tile(images(WEIGHTS, 2), 1, 1)).containsExactly(255, 0, 0, 51);
  }

  @Test
  void equalWeightsAreBlack() throws IOException {
    assertThat(tile(images(new float[] {2, 2, 2, 2}, 1), 0, 0)).containsExactly(0, 0, 0, 0);
  }

  @Test
  void theLabelSaysNeuronAndDistance() {
    assertThat(images(WEIGHTS, 2).grid().groups().get(1).label()).isEqualTo("neuron 1, at 0.20");
  }

  @Test
  void shownNeuronsAreSpreadOverTheLayer() {
    assertThat(images(new float[40], 3).grid().groups().stream().map(TileGrid.Group::label))
        .containsExactly("neuron 0, at 0.00", "neuron 3, at 0.00", "neuron 6, at 0.00");
  }

  @Test
  void aLayerWithFewerNeuronsShowsThemAll() {
    assertThat(images(WEIGHTS, 18).grid().groups()).hasSize(2);
  }

  @Test
  void networkUnitsBecomePixelUnits() {
    FirstLayer layer =
        FirstLayer.ofNetwork(new float[] {0, 1, -1, 2}, SHAPE, new Standardisation(0.25f, 0.5f));
    assertThat(layer.weights(0)).containsExactly(0.25f, 0.75f, -0.25f, 1.25f);
  }

  @Test
  void aLayerHoldsWholeNeurons() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FirstLayer(new float[6], SHAPE));
  }

  @Test
  void examplesAreWholeImages() {
    FirstLayer layer = new FirstLayer(WEIGHTS, SHAPE);
    assertThatIllegalArgumentException().isThrownBy(() -> new WeightImages(layer, new byte[6], 1));
  }

  private static WeightImages images(float[] weights, int shown) {
    return new WeightImages(new FirstLayer(weights, SHAPE), EXAMPLES, shown);
  }

  private static List<Integer> tile(WeightImages images, int group, int tile) throws IOException {
    return TileGridTest.greys(images.grid(), ChartsTest.decoded(images.picture()), group, tile);
  }
}
