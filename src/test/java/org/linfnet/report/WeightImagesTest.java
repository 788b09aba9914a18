package org.linfnet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.Color;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.input.ImageEncoding;
import org.linfnet.layer.Shape;

class WeightImagesTest {

  private static final Shape SHAPE = new Shape(1, 2, 2);
  private static final double[] WEIGHTS = {-1, 0, 1, 3, 0.9, 0.1, 0, 0};
  private static final List<double[]> EXAMPLES =
      List.of(new double[4], new double[] {1, 0, 0, 0.2}, new double[] {0, 1, 0.4, 0});

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
    assertThat(tile(images(new double[] {2, 2, 2, 2}, 1), 0, 0)).containsExactly(0, 0, 0, 0);
  }

  @Test
  void weightsOfColourImagesAreStretchedOverAllChannels() {
    FirstLayer layer = new FirstLayer(new double[] {-1, 0, 1}, new Shape(3, 1, 1));
    WeightImages images = WeightImages.of(layer, Stream.of(new double[3]), 1).orElseThrow();
    assertThat(new Color(images.grid().groups().get(0).tiles().get(0).getRGB(0, 0)))
        .isEqualTo(new Color(0, 128, 255));
  }

  @Test
  void theLabelSaysNeuronAndDistance() {
    assertThat(images(WEIGHTS, 2).grid().groups().get(1).label()).isEqualTo("neuron 1, at 0.20");
  }

  @Test
  void shownNeuronsAreSpreadOverTheLayer() {
    assertThat(images(new double[40], 3).grid().groups().stream().map(TileGrid.Group::label))
        .containsExactly("neuron 0, at 0.00", "neuron 3, at 0.00", "neuron 6, at 0.00");
  }

  @Test
  void aLayerWithFewerNeuronsShowsThemAll() {
    assertThat(images(WEIGHTS, 18).grid().groups()).hasSize(2);
  }

  @Test
  void withoutExamplesThereIsNoPicture() {
    assertThat(WeightImages.of(new FirstLayer(WEIGHTS, SHAPE), Stream.empty(), 1)).isEmpty();
  }

  @Test
  void networkUnitsBecomePixelUnitsChannelByChannel() {
    ImageEncoding encoding =
        new ImageEncoding(new Shape(2, 1, 1), new float[] {0.25f, 0.75f}, 0.5f);
    FirstLayer layer = FirstLayer.ofNetwork(new float[] {0, 1, -1, 2}, encoding).orElseThrow();
    assertThat(layer.weights(0)).containsExactly(0.25, 1.25);
    assertThat(layer.weights(1)).containsExactly(-0.25, 1.75);
  }

  @Test
  void aLayerOfFeaturesIsNoPicture() {
    FeatureEncoding features = new FeatureEncoding(new double[] {0}, new double[] {1});
    assertThat(FirstLayer.ofNetwork(new float[] {0, 1}, features)).isEmpty();
  }

  @Test
  void aLayerHoldsWholeNeurons() {
    assertThatIllegalArgumentException().isThrownBy(() -> new FirstLayer(new double[6], SHAPE));
  }

  @Test
  void examplesHaveTheShapeOfTheLayer() {
    FirstLayer layer = new FirstLayer(WEIGHTS, SHAPE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WeightImages.of(layer, Stream.of(new double[6]), 1));
  }

  private static WeightImages images(double[] weights, int shown) {
    return WeightImages.of(new FirstLayer(weights, SHAPE), EXAMPLES.stream(), shown).orElseThrow();
  }

  private static List<Integer> tile(WeightImages images, int group, int tile) throws IOException {
    return TileGridTest.greys(images.grid(), ChartsTest.decoded(images.picture()), group, tile);
  }
}
