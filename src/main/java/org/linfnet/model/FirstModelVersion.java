package org.linfnet.model;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.linfnet.dataset.TableDescription;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.layer.Slot;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.Network;
import org.linfnet.network.NetworkState;

/**
 * Reads models of the first version: a table {@code array STRING, at INT, values ARRAY<FLOAT>} with
 * the arrays {@code parameters} (the weights of each layer, then the output bias) and {@code
 * means}, and a distance net's sizes in the metadata of {@code values}. These models keep no recipe
 * and no digest.
 */
final class FirstModelVersion {

  private static final String NETWORK = "network";
  private static final String TRAINED_ON = "trainedOn";
  private static final String CENTRES = "featureCentres";
  private static final String SCALES = "featureScales";

  private FirstModelVersion() {}

  static boolean isIn(Metadata metadata) {
    return metadata.contains(NETWORK) && metadata.contains(TRAINED_ON);
  }

  /**
   * @throws org.linfnet.InvalidInputException when the description or the table is not whole
   */
  static TrainedModel read(Dataset<Row> table, Metadata metadata) {
    Metadata sizes = metadata.getMetadata(NETWORK);
    Encoding encoding = encoding(metadata.getMetadata(TRAINED_ON));
    Network network = network(encoding, sizes);
    float[] numbers =
        NetworkTable.read(
            table,
            "array",
            Map.of(
                "parameters", network.slots(Slot.Role.TRAINED),
                "means", network.slots(Slot.Role.RUNNING)),
            network.size());
    NetworkState state = new NetworkState(network, numbers);
    return new TrainedModel(new EncodedNetwork(state, encoding), new TreeMap<>());
  }

  private static Network network(Encoding encoding, Metadata sizes) {
    TrainedModel.requireWidth(encoding, sizes.getLong("inputs"));
    DistanceNet net =
        new DistanceNet(
            Math.toIntExact(sizes.getLong("hiddenLayers")),
            Math.toIntExact(sizes.getLong("width")),
            "normal",
            "batch");
    return new Network(encoding.shape(), Math.toIntExact(sizes.getLong("classes")), net.layers());
  }

  private static Encoding encoding(Metadata trainedOn) {
    return trainedOn.contains(CENTRES)
        ? new FeatureEncoding(trainedOn.getDoubleArray(CENTRES), trainedOn.getDoubleArray(SCALES))
        : TableDescription.fromMetadata(trainedOn).encoding();
  }
}
