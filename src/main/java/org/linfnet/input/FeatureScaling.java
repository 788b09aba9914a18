package org.linfnet.input;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.linfnet.InvalidInputException;

/** How features are brought to the range that a network starts from. */
public enum FeatureScaling implements EncodingRule {
  /**
   * Each by its own mean and standard deviation: a ball of the network is a box of the features. A
   * constant feature is only centred.
   */
  BY_FEATURE("byFeature") {
    @Override
    double[] scales(double[] squares, long examples) {
      return Arrays.stream(squares).map(square -> scale(square / examples)).toArray();
    }
  },

  /** Each by its own mean, all by the root of their mean variance, so that a ball stays a ball. */
  ALIKE("alike") {
    @Override
    double[] scales(double[] squares, long examples) {
      double[] scales = new double[squares.length];
      Arrays.fill(scales, scale(Arrays.stream(squares).sum() / examples / squares.length));
      return scales;
    }
  },

  /** Not at all. */
  NONE("none") {
    @Override
    double[] scales(double[] squares, long examples) {
      double[] ones = new double[squares.length];
      Arrays.fill(ones, 1);
      return ones;
    }

    @Override
    double[] centres(double[] means) {
      return new double[means.length];
    }
  };

  private final String label;

  FeatureScaling(String label) {
    this.label = label;
  }

  /** The names of all scalings. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(FeatureScaling::label).toList();
  }

  /**
   * The scaling of that name.
   *
   * @throws InvalidInputException when there is none
   */
  public static FeatureScaling named(String label) {
    return Arrays.stream(values())
        .filter(scaling -> scaling.label.equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "there is no feature scaling '%s': it may be %s"
                        .formatted(label, String.join(" or ", labels()))));
  }

  /** The name in recipes and Params: {@code byFeature}. */
  public String label() {
    return label;
  }

  /**
   * The scale of each feature.
   *
   * @param squares the sums of squared distances from the mean
   * @param examples how many were summed
   */
  abstract double[] scales(double[] squares, long examples);

  double[] centres(double[] means) {
    return means;
  }

  private static double scale(double variance) {
    return variance > 0 ? Math.sqrt(variance) : 1;
  }

  @Override
  public Optional<Encoding> known() {
    return Optional.empty();
  }

  @Override
  public Measurement measure(ExampleBlock block) {
    return FeatureMoments.of(block, this);
  }
}
