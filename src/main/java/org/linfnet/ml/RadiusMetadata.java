package org.linfnet.ml;

import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.linfnet.input.Encoding;
import org.linfnet.input.RadiusUnit;

/**
 * What a column of certified radii says of their unit in its metadata: {@code
 * linfnet.certifiedRadius.unit} is the {@link RadiusUnit#label} of it. Where each feature has a
 * scale of its own, {@code linfnet.certifiedRadius.halfWidths} times the radius are how far each
 * feature may move.
 */
public final class RadiusMetadata {

  /** The key of the unit. */
  public static final String UNIT = "linfnet.certifiedRadius.unit";

  /** The key of the features' half-widths at radius 1. */
  public static final String HALF_WIDTHS = "linfnet.certifiedRadius.halfWidths";

  private RadiusMetadata() {}

  static Metadata of(Encoding encoding) {
    MetadataBuilder metadata = new MetadataBuilder().putString(UNIT, encoding.radiusUnit().label());
    if (encoding.radiusUnit() == RadiusUnit.FEATURE_SCALE) {
      metadata.putDoubleArray(HALF_WIDTHS, encoding.halfWidths());
    }
    return metadata.build();
  }
}
