package org.linfnet.ml;

import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;

/**
 * What a certified radius of 1 is. A column of radii says so in its metadata: {@code
 * linfnet.certifiedRadius.unit}, and for a box {@code linfnet.certifiedRadius.halfWidths}, which
 * times the radius are how far each feature may move.
 */
public enum RadiusUnit {
  /** The range of a pixel, from black to white. */
  PIXEL("pixel"),
  /** The unit that all features are in. */
  FEATURE("feature"),
  /** Each feature's own scale: the ball is a box. */
  FEATURE_SCALE("featureScale");

  /** The key of the unit in a column's metadata. */
  public static final String UNIT = "linfnet.certifiedRadius.unit";

  /** The key of the features' half-widths at radius 1 in a column's metadata. */
  public static final String HALF_WIDTHS = "linfnet.certifiedRadius.halfWidths";

  private final String inMetadata;

  RadiusUnit(String inMetadata) {
    this.inMetadata = inMetadata;
  }

  /** The unit's name in a column's metadata. */
  public String inMetadata() {
    return inMetadata;
  }

  /** The metadata of a column of radii in this unit. */
  Metadata metadata() {
    return new MetadataBuilder().putString(UNIT, inMetadata).build();
  }

  /** The metadata of a column of radii that are boxes. */
  static Metadata box(double[] halfWidths) {
    return new MetadataBuilder()
        .withMetadata(FEATURE_SCALE.metadata())
        .putDoubleArray(HALF_WIDTHS, halfWidths)
        .build();
  }
}
