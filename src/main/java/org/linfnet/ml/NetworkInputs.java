package org.linfnet.ml;

import java.io.Serializable;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;

/** What a model's network takes, and in which unit its radii are. */
sealed interface NetworkInputs extends Serializable permits PixelInputs, FeatureInputs {

  /** Whether a column of this type can be scored. */
  boolean accepts(DataType type);

  /** The types that can be scored, for messages. */
  String acceptedTypes();

  /** What a column of radii says about their unit. */
  Metadata radiusMetadata();

  /** What is saved beside the network; {@link #fromMetadata} reads it. */
  Metadata toMetadata();

  /** A classifier for one thread, for blocks of up to {@code capacity} rows. */
  BlockClassifier classifier(
      NetworkShape shape, NetworkState state, DistanceKernels kernels, int capacity);

  /** Reads what {@link #toMetadata} gave. */
  static NetworkInputs fromMetadata(Metadata metadata) {
    return metadata.contains(FeatureInputs.CENTRES)
        ? FeatureInputs.fromMetadata(metadata)
        : PixelInputs.fromMetadata(metadata);
  }
}
