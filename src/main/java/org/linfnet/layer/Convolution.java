package org.linfnet.layer;

import java.io.Serializable;
import java.util.Arrays;
import org.linfnet.InvalidInputException;
import org.linfnet.kernel.Kernels;

/**
 * A convolution: each output is the product of one row of weights with a square patch of the input,
 * plus the row's bias.
 *
 * @param inputs the shape of an image
 * @param outputs one channel a row of weights
 * @param window which patches there are
 * @param rows the weights {@code float[channels out * side * side * channels in]}: the values of a
 *     patch row by row, and the channels of a position side by side; and a bias a row
 */
public record Convolution(Shape inputs, Shape outputs, Window window, WeightRows rows)
    implements LinearLayer {

  /** The kind, {@code {kind = convolution, outputs = 16, kernel = 4, stride = 2, padding = 1}}. */
  static final LayerKind KIND =
      new LayerKind(
          "convolution",
          WeightRows.options("outputs", "kernel", "stride", "padding"),
          Convolution::of);

  private static final long serialVersionUID = 1;
  private static final int USUAL_SIDE = 3;
  private static final int MOST = 1 << 12;

  /**
   * The patches of an image.
   *
   * @param side of a patch, in positions
   * @param stride from one patch to the next
   * @param padding positions of zeros around the image
   */
  public record Window(int side, int stride, int padding) implements Serializable {

    private static final long serialVersionUID = 1;

    /** Whether each position of an image is a patch, and nothing else. */
    boolean isPointwise() {
      return side == 1 && stride == 1 && padding == 0;
    }

    /** How many patches lie side by side along so many positions. */
    int patches(int positions) {
      return (positions + 2 * padding - side) / stride + 1;
    }
  }

  private static Convolution of(LayerOptions options, Shape inputs, SlotPlaces slots) {
    Window window =
        new Window(
            options.wholeNumber("kernel", USUAL_SIDE, 1, MOST),
            options.wholeNumber("stride", 1, 1, MOST),
            options.wholeNumber("padding", 0, 0, MOST));
    int positions = Math.min(inputs.height(), inputs.width()) + 2 * window.padding();
    if (window.side() > positions) {
      throw new InvalidInputException(
          ("%s (convolution): a kernel of %d does not fit inputs of %s with padding %d; make it at"
                  + " most %d")
              .formatted(options.place(), window.side(), inputs, window.padding(), positions));
    }
    int channels = options.outputs();
    return new Convolution(
        inputs,
        new Shape(channels, window.patches(inputs.height()), window.patches(inputs.width())),
        window,
        WeightRows.placed(
            options, slots, channels, window.side() * window.side() * inputs.channels()));
  }

  /** A weight meets every position of its channel, so the largest value of the channel counts. */
  @Override
  public double roundingError(float[] numbers, Bounds input, Bounds output) {
    int plane = inputs.height() * inputs.width();
    double[] largest = new double[inputs.channels()];
    for (int i = 0; i < inputs.size(); i++) {
      double reach = Math.max(Math.abs(input.lower()[i]), Math.abs(input.upper()[i]));
      largest[i / plane] = Math.max(largest[i / plane], reach);
    }
    double[] reach = new double[rows.terms()];
    Arrays.setAll(reach, term -> largest[term % inputs.channels()]);
    return rows.roundingError(numbers, reach);
  }

  @Override
  public <V> V formula(Operations<V> operations, float[] numbers, V x) {
    WeightMatrix weights = WeightMatrix.in(numbers, weights(), outputs.channels());
    V patches = operations.pick(x, patchPlaces());
    int positions = outputs.height() * outputs.width();
    int[] byChannel = new int[outputs.size()];
    float[] biases = new float[outputs.size()];
    for (int i = 0; i < outputs.size(); i++) {
      int channel = i / positions;
      byChannel[i] = i % positions * outputs.channels() + channel;
      biases[i] = rows.bias(numbers, channel);
    }
    V products = operations.pick(operations.products(patches, weights), byChannel);
    return operations.plus(products, biases);
  }

  /**
   * The places in an image of the values of all patches, patch by patch and as a row of weights has
   * them.
   */
  private int[] patchPlaces() {
    int terms = rows.terms();
    int[] places = new int[Math.multiplyExact(outputs.height() * outputs.width(), terms)];
    for (int i = 0; i < places.length; i++) {
      int patch = i / terms;
      int position = i % terms / inputs.channels();
      int row =
          patch / outputs.width() * window.stride() + position / window.side() - window.padding();
      int column =
          patch % outputs.width() * window.stride() + position % window.side() - window.padding();
      boolean inside = row >= 0 && row < inputs.height() && column >= 0 && column < inputs.width();
      places[i] =
          inside
              ? (i % inputs.channels() * inputs.height() + row) * inputs.width() + column
              : Operations.NOWHERE;
    }
    return places;
  }

  @Override
  public LayerPass pass(Kernels kernels, int capacity) {
    return new LinearPass(
        new LinearPass.Sizes(inputs.size(), outputs.size(), capacity),
        rows,
        products(kernels, capacity),
        kernels.threads());
  }

  private LinearMap products(Kernels kernels, int capacity) {
    return window.isPointwise()
        ? new PointwiseProducts(inputs, outputs, kernels)
        : new PatchProducts(this, kernels, capacity);
  }
}
