package org.linfnet.data;

import java.io.Serializable;
import java.util.Arrays;

/**
 * The map from a table's features to network units: {@code (x[i] - centre[i]) / scale[i]}, worked
 * out in double and rounded to float once.
 *
 * <p>A ball of radius r in network units is the box of half-widths {@code r * scale[i]} in the
 * features' own units. Where all scales are alike it is a ball there as well, of radius {@code r *
 * scale}.
 */
public final class FeatureScaling implements Serializable {

  private static final long serialVersionUID = 1;

  private final double[] centres;
  private final double[] scales;

  /**
   * @param centres {@code double[inputs]}, finite; not copied
   * @param scales {@code double[inputs]}, finite and above 0; not copied
   * @throws InvalidInputException when they do not scale
   */
  public FeatureScaling(double[] centres, double[] scales) {
    if (centres.length != scales.length || centres.length == 0) {
      throw new InvalidInputException(
          centres.length + " centres and " + scales.length + " scales: one of each a feature");
    }
    for (int i = 0; i < scales.length; i++) {
      if (!Double.isFinite(centres[i]) || !Double.isFinite(scales[i]) || !(scales[i] > 0)) {
        throw new InvalidInputException(
            "feature %d has centre %s and scale %s: both must be finite, the scale above 0"
                .formatted(i, centres[i], scales[i]));
      }
    }
    this.centres = centres;
    this.scales = scales;
  }

  /** The features of an example. */
  public int inputs() {
    return centres.length;
  }

  /** {@code double[inputs]}, which must not be written to. */
  public double[] centres() {
    return centres;
  }

  /** {@code double[inputs]}, which must not be written to. */
  public double[] scales() {
    return scales;
  }

  /** Whether all features have the same scale, so that a ball stays a ball. */
  public boolean isCommon() {
    return Arrays.stream(scales).allMatch(scale -> scale == scales[0]);
  }

  /**
   * The unit that radii and margins are stated in, as a number of network units' size: the scale
   * where all features have the same, and then they are in the features' own units; 1 where they
   * have not, and then they count each feature's scale.
   */
  public double radiusUnit() {
    return isCommon() ? scales[0] : 1;
  }

  /**
   * Scales an example: {@code out[outAt + i] = (features[at + i] - centre[i]) / scale[i]}.
   *
   * @throws IndexOutOfBoundsException when either array is too short
   */
  public void scale(double[] features, int at, float[] out, int outAt) {
    for (int i = 0; i < centres.length; i++) {
      out[outAt + i] = (float) ((features[at + i] - centres[i]) / scales[i]);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FeatureScaling that
        && Arrays.equals(centres, that.centres)
        && Arrays.equals(scales, that.scales);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(centres) + Arrays.hashCode(scales);
  }
}
