package org.linfnet.ml;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.linfnet.data.DatasetDescription;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;
import org.linfnet.train.TrainedNetwork;

/**
 * Images, one byte a pixel; radii are in pixel units.
 *
 * @param trainedOn what the network was trained on
 */
record PixelInputs(DatasetDescription trainedOn) implements NetworkInputs {

  @Override
  public boolean accepts(DataType type) {
    return type.equals(DataTypes.BinaryType);
  }

  @Override
  public String acceptedTypes() {
    return "images are BINARY, one byte a pixel";
  }

  @Override
  public Metadata radiusMetadata() {
    return RadiusUnit.PIXEL.metadata();
  }

  @Override
  public Metadata toMetadata() {
    return trainedOn.toMetadata();
  }

  static PixelInputs fromMetadata(Metadata metadata) {
    return new PixelInputs(DatasetDescription.fromMetadata(metadata));
  }

  @Override
  public BlockClassifier classifier(
      NetworkShape shape, NetworkState state, DistanceKernels kernels, int capacity) {
    return new PixelClassifier(new TrainedNetwork(shape, state, trainedOn), kernels, capacity);
  }
}
