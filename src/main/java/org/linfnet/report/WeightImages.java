package org.linfnet.report;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.linfnet.report.TileGrid.Group;

/**
 * Neurons of the first layer, each with its weights drawn as an image on the left and the example
 * nearest to them in l-infinity distance on the right: figure 1 of the paper.
 */
public final class WeightImages implements Figure {

  private static final double PIXEL_VALUES = 255;

  private final FirstLayer layer;
  private final byte[] examples;
  private final int shown;

  /**
   * @param layer whose neurons are drawn
   * @param examples to look for the nearest in, {@code byte[count * inputs]}, row-major
   * @param shown how many neurons are drawn, spread evenly over the layer; all when it has no more
   * @throws IllegalArgumentException when none is shown, there is no example, or the last example
   *     is not whole
   */
  public WeightImages(FirstLayer layer, byte[] examples, int shown) {
    if (shown < 1) {
      throw new IllegalArgumentException(shown + " neurons shown");
    }
    if (examples.length == 0 || examples.length % layer.shape().inputs() != 0) {
      throw new IllegalArgumentException(examples.length + " pixels in images of " + layer.shape());
    }
    this.layer = layer;
    this.examples = examples.clone();
    this.shown = Math.min(shown, layer.neurons());
  }

  @Override
  public String name() {
    return "first-layer";
  }

  @Override
  public String title() {
    return "What the first layer looks for";
  }

  @Override
  public String caption() {
    return "A neuron measures how far an image is from its weights, by the one pixel that differs "
        + "most. On the left the weights of a neuron, from their least (black) to their greatest "
        + "(white); on the right the image of the data that is nearest to them, and below its "
        + "distance in pixel units.";
  }

  @Override
  public Optional<ResultTable> numbers() {
    return Optional.empty();
  }

  @Override
  public Picture picture() {
    return grid().picture();
  }

  TileGrid grid() {
    List<Group> groups =
        IntStream.range(0, shown)
            .map(place -> (int) ((long) place * layer.neurons() / shown))
            .mapToObj(this::pair)
            .toList();
    return new TileGrid(
        "First-layer weights and nearest examples",
        "left: weights of a neuron; right: nearest example",
        groups);
  }

  private Group pair(int neuron) {
    float[] weights = layer.weights(neuron);
    NearestExample nearest = NearestExample.to(weights, examples);
    int at = nearest.example() * layer.shape().inputs();
    return new Group(
        List.of(
            stretched(weights),
            Tile.grey(
                layer.shape(), pixel -> Byte.toUnsignedInt(examples[at + pixel]) / PIXEL_VALUES)),
        String.format(Locale.ROOT, "neuron %d, at %.2f", neuron, nearest.distance()));
  }

  private BufferedImage stretched(float[] weights) {
    double least = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).min().orElse(0);
    double most = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).max().orElse(1);
    double span = most > least ? most - least : 1;
    return Tile.grey(layer.shape(), pixel -> (weights[pixel] - least) / span);
  }
}
