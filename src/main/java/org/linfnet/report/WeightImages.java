package org.linfnet.report;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.linfnet.layer.Shape;
import org.linfnet.report.TileGrid.Group;

/**
 * Neurons of the first layer, each with its weights drawn as an image on the left and the example
 * nearest to them in l-infinity distance on the right: figure 1 of the paper.
 */
public final class WeightImages implements Figure {

  private final Shape shape;
  private final List<Pair> pairs;

  private record Pair(int neuron, NearestExample nearest) {}

  private WeightImages(Shape shape, List<Pair> pairs) {
    this.shape = shape;
    this.pairs = pairs;
  }

  /**
   * Looks for the example nearest to each neuron that is shown. Empty when there is no example.
   *
   * @param layer whose neurons are drawn
   * @param examples read once, in order, not kept: {@code double[shape.size()]} in pixel units,
   *     each a new array
   * @param shown how many neurons are drawn, spread evenly over the layer; all when it has no more
   * @throws IllegalArgumentException when none is shown, or an example does not have the layer's
   *     shape
   */
  public static Optional<WeightImages> of(FirstLayer layer, Stream<double[]> examples, int shown) {
    if (shown < 1) {
      throw new IllegalArgumentException(shown + " neurons shown");
    }
    int neurons = Math.min(shown, layer.neurons());
    List<Pair> pairs =
        IntStream.range(0, neurons)
            .map(place -> (int) ((long) place * layer.neurons() / neurons))
            .mapToObj(neuron -> new Pair(neuron, new NearestExample(layer.weights(neuron))))
            .toList();
    examples.forEachOrdered(example -> pairs.forEach(pair -> pair.nearest.offer(example)));
    boolean found = Double.isFinite(pairs.get(0).nearest.distance());
    return found ? Optional.of(new WeightImages(layer.shape(), pairs)) : Optional.empty();
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
    return new TileGrid(
        "First-layer weights and nearest examples",
        "left: weights of a neuron; right: nearest example",
        pairs.stream().map(this::tiles).toList());
  }

  private Group tiles(Pair pair) {
    double[] nearest = pair.nearest.example();
    return new Group(
        List.of(stretched(pair.nearest.point()), Tile.picture(shape, value -> nearest[value])),
        String.format(Locale.ROOT, "neuron %d, at %.2f", pair.neuron, pair.nearest.distance()));
  }

  private BufferedImage stretched(double[] weights) {
    double least = Arrays.stream(weights).min().orElseThrow();
    double most = Arrays.stream(weights).max().orElseThrow();
    double span = most > least ? most - least : 1;
    return Tile.picture(shape, value -> (weights[value] - least) / span);
  }
}
