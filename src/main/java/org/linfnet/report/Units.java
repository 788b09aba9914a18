package org.linfnet.report;

import org.linfnet.input.RadiusUnit;

/**
 * The words for a unit of radii and for what has it.
 *
 * @param axis the unit as a label of an axis has it, after "in"
 * @param text the unit as a sentence has it, after "in"
 * @param value one of the values that are perturbed
 * @param inputs all of them, after "the"
 * @param bounds what a certificate uses beside the margin, as a clause
 */
record Units(String axis, String text, String value, String inputs, String bounds) {

  private static final String BOUNDS_OF_FEATURES = "it also uses bounds of every layer's outputs";

  static Units of(RadiusUnit unit) {
    return switch (unit) {
      case PIXEL ->
          new Units(
              "pixel units (black 0, white 1)",
              "pixel units: black is 0, white is 1",
              "pixel",
              "image",
              "it also uses that pixels stay between black and white");
      case FEATURE ->
          new Units(
              "the features' own unit",
              "the features' own unit",
              "feature",
              "features",
              BOUNDS_OF_FEATURES);
      case FEATURE_SCALE ->
          new Units(
              "multiples of each feature's scale",
              "multiples of each feature's scale (standard deviation)",
              "feature",
              "features",
              BOUNDS_OF_FEATURES);
    };
  }
}
