package org.linfnet.model;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.input.ImageEncoding;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Shape;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.Network;
import org.linfnet.network.NetworkState;

/** A session, and models of random numbers. */
final class SmallModels {

  static final Encoding GREY =
      new ImageEncoding(new Shape(1, 2, 3), new float[] {0.1307f}, 0.3081f);
  static final Encoding COLOUR =
      new ImageEncoding(new Shape(3, 2, 2), new float[] {0.49f, 0.48f, 0.44f}, 0.25f);
  static final Encoding FEATURES =
      new FeatureEncoding(new double[] {1, -2e5, 1.0 / 3}, new double[] {0.1, 7e4, 3});

  private SmallModels() {}

  static SparkSession start() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", false)
        .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
        .getOrCreate();
  }

  /** A distance net of 2 hidden layers. */
  static TrainedModel distanceNet(Encoding encoding, int width) {
    return model(encoding, new DistanceNet(2, width, "normal", "running").layers());
  }

  /** The mean of distance nets. */
  static TrainedModel mean(Encoding encoding, int members) {
    List<LayerDescription> layers = new DistanceNet(1, 3, "normal", "running").layers();
    return model(encoding, new Network(encoding.shape(), 3, layers, members));
  }

  /** A perceptron. */
  static TrainedModel perceptron(Encoding encoding) {
    return model(
        encoding,
        List.of(
            LayerDescription.of("affine", Map.of("outputs", "5")),
            LayerDescription.of("relu"),
            LayerDescription.of("affine")));
  }

  private static TrainedModel model(Encoding encoding, List<LayerDescription> layers) {
    return model(encoding, new Network(encoding.shape(), 3, layers));
  }

  private static TrainedModel model(Encoding encoding, Network network) {
    Random random = new Random(7);
    float[] numbers = new float[network.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return new TrainedModel(
        new EncodedNetwork(new NetworkState(network, numbers), encoding),
        new TreeMap<>(Map.of("epochs", "12", "network.layers", "[\"a=b\"]", "loss", "")));
  }
}
