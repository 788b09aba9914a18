package org.linfnet.ml;

import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.linfnet.data.FeatureScaling;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;
import org.linfnet.train.FeatureNetwork;

/**
 * Features of any range, scaled by the model.
 *
 * @param scaling from the features' units to the network's
 */
record FeatureInputs(FeatureScaling scaling) implements NetworkInputs {

  static final String CENTRES = "featureCentres";

  private static final String SCALES = "featureScales";

  /** Whether a column of this type holds features. */
  static boolean areHeldBy(DataType type) {
    return type.equals(SQLDataTypes.VectorType())
        || (type instanceof ArrayType array
            && (array.elementType().equals(DataTypes.FloatType)
                || array.elementType().equals(DataTypes.DoubleType)));
  }

  @Override
  public boolean accepts(DataType type) {
    return areHeldBy(type);
  }

  @Override
  public String acceptedTypes() {
    return "features are a VECTOR, an ARRAY<FLOAT> or an ARRAY<DOUBLE>";
  }

  @Override
  public Metadata radiusMetadata() {
    return scaling.isCommon() ? RadiusUnit.FEATURE.metadata() : RadiusUnit.box(scaling.scales());
  }

  @Override
  public Metadata toMetadata() {
    return new MetadataBuilder()
        .putDoubleArray(CENTRES, scaling.centres())
        .putDoubleArray(SCALES, scaling.scales())
        .build();
  }

  static FeatureInputs fromMetadata(Metadata metadata) {
    return new FeatureInputs(
        new FeatureScaling(metadata.getDoubleArray(CENTRES), metadata.getDoubleArray(SCALES)));
  }

  @Override
  public BlockClassifier classifier(
      NetworkShape shape, NetworkState state, DistanceKernels kernels, int capacity) {
    return new FeatureClassifier(new FeatureNetwork(shape, state, scaling), kernels, capacity);
  }
}
