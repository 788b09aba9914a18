package org.linfnet.certify;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.input.ImageEncoding;
import org.linfnet.input.StoredValues;
import org.linfnet.layer.AffineLayer;
import org.linfnet.layer.Layer;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Shape;
import org.linfnet.layer.Slot;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.Network;
import org.linfnet.network.NetworkState;

/** Networks small enough to search, and examples for them. */
public final class SmallNetworks {

  private static final float MU = 0.1307f;
  private static final float SIGMA = 0.3081f;

  private SmallNetworks() {}

  /** A distance net with random weights, means and bias; {@code inputs} pixels in a row. */
  public static EncodedNetwork random(
      long seed, int inputs, int hiddenLayers, int width, int classes) {
    return coarse(seed, inputs, hiddenLayers, width, classes, 0);
  }

  /**
   * The same, with an offset taken from every weight and put on every mean and bias: in real
   * arithmetic nearly the same distances matter, but floats of the offset's magnitude are coarse.
   */
  public static EncodedNetwork coarse(
      long seed, int inputs, int hiddenLayers, int width, int classes, float offset) {
    Network network =
        new Network(
            new Shape(1, 1, inputs),
            classes,
            new DistanceNet(hiddenLayers, width, "normal", "batch").layers());
    float[] numbers = numbers(network, seed);
    for (Slot slot : network.slots()) {
      for (int i = slot.at(); i < slot.end(); i++) {
        numbers[i] += slot.name().endsWith("weights") ? -offset : offset;
      }
    }
    return new EncodedNetwork(new NetworkState(network, numbers), images(network.inputs()));
  }

  /** A network of any layers with random numbers. */
  public static EncodedNetwork random(
      long seed, Encoding encoding, int classes, List<LayerDescription> layers) {
    Network network = new Network(encoding.shape(), classes, layers);
    return new EncodedNetwork(new NetworkState(network, numbers(network, seed)), encoding);
  }

  /** The mean of such networks, each with other numbers. */
  public static EncodedNetwork mean(
      int members, Encoding encoding, int classes, List<LayerDescription> layers) {
    List<NetworkState> states =
        IntStream.range(0, members)
            .mapToObj(seed -> random(seed, encoding, classes, layers).state())
            .toList();
    return new EncodedNetwork(NetworkState.mean(states), encoding);
  }

  /**
   * The same network with an offset added to the bias of the last layer, whose numbers come last:
   * no class changes in real arithmetic, but floats of the offset's magnitude are coarse.
   */
  public static EncodedNetwork coarse(EncodedNetwork network, float offset) {
    NetworkState state = network.state().copy();
    for (int i = network.network().size() - network.network().classes();
        i < network.network().size();
        i++) {
      state.numbers()[i] += offset;
    }
    return new EncodedNetwork(state, network.encoding());
  }

  /** A network of given layers and numbers for {@code inputs} pixels in a row. */
  public static EncodedNetwork pixels(
      int inputs, List<LayerDescription> layers, float mu, float sigma, float... numbers) {
    Shape shape = new Shape(1, 1, inputs);
    return new EncodedNetwork(
        new NetworkState(new Network(shape, 2, layers), numbers),
        new ImageEncoding(shape, new float[] {mu}, sigma));
  }

  /** One distance to a prototype for each class. */
  public static List<LayerDescription> prototypes() {
    return new DistanceNet(0, 1, "normal", "batch").layers();
  }

  /** Nine features whose scales lie far apart, so that no ball is near the box. */
  public static FeatureEncoding features() {
    return new FeatureEncoding(
        new double[] {5, -3, 0, 100, 1, 2, 0, -50, 7},
        new double[] {2, 0.01, 1, 300, 0.5, 8, 1e-3, 20, 4});
  }

  /** Images with a mu for each channel. */
  public static ImageEncoding images(Shape shape) {
    float[] mu = new float[shape.channels()];
    for (int channel = 0; channel < mu.length; channel++) {
      mu[channel] = MU + channel / 10f;
    }
    return new ImageEncoding(shape, mu, SIGMA);
  }

  private static float[] numbers(Network network, long seed) {
    Random random = new Random(seed);
    float[] numbers = new float[network.size()];
    for (Slot slot : network.slots(Slot.Role.TRAINED)) {
      for (int i = slot.at(); i < slot.end(); i++) {
        numbers[i] = (float) random.nextGaussian();
      }
    }
    for (Slot slot : network.slots(Slot.Role.RUNNING)) {
      for (int i = slot.at(); i < slot.end(); i++) {
        numbers[i] = (float) (1.5 + 0.3 * random.nextGaussian());
      }
    }
    for (Layer layer : network.layers()) {
      if (layer instanceof AffineLayer affine) {
        for (int i = affine.weights().at(); i < affine.weights().end(); i++) {
          numbers[i] *= 2 / (float) Math.sqrt(affine.inputs().size());
        }
        for (int i = affine.bias().at(); i < affine.bias().end(); i++) {
          numbers[i] /= 4;
        }
      }
    }
    return numbers;
  }

  /** Uniform stored pixels; ids from 0; every label the one given. */
  public static ExampleBlock examples(long seed, int size, int inputs, int label) {
    byte[] pixels = new byte[size * inputs];
    new Random(seed).nextBytes(pixels);
    return block(size, label, StoredValues.of(pixels, inputs));
  }

  /** Examples with ids from 0, every label the one given. */
  public static ExampleBlock block(int size, int label, StoredValues values) {
    int[] labels = new int[size];
    Arrays.fill(labels, label);
    return ExampleBlock.numbered(0, labels, values);
  }

  /** The examples of a block in the user's units, {@code double[size * inputs]}. */
  public static double[] values(ExampleBlock block, Encoding encoding) {
    int inputs = encoding.shape().size();
    double[] values = new double[block.size() * inputs];
    for (int b = 0; b < block.size(); b++) {
      encoding.toUser(block.values(), b, values, b * inputs);
    }
    return values;
  }
}
