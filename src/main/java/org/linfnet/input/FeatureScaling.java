package org.linfnet.input;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.linfnet.InvalidInputException;

/** How features are brought to the range that a network starts from. */
public enum FeatureScaling implements EncodingRule {
  /**
   * {@link #BY_FEATURE}, but features that are 0 in more than half of the examples share the root
   * of their mean variance. Such a feature has a small deviation, so by its own scale its few other
   * values would lie farther away than all else, and the largest difference is all that a distance
   * sees.
   */
  AUTOMATIC("automatic") {
    @Override
    double[] scales(double[] squares, long[] zeros, long examples) {
      double[] scales = BY_FEATURE.scales(squares, zeros, examples);
      boolean[] sparse = new boolean[scales.length];
      double sum = 0;
      int count = 0;
      for (int i = 0; i < scales.length; i++) {
        sparse[i] = 2 * zeros[i] > examples;
        sum += sparse[i] ? squares[i] : 0;
        count += sparse[i] ? 1 : 0;
      }
      double shared = count == 0 ? 1 : scale(sum / examples / count);
      for (int i = 0; i < scales.length; i++) {
        scales[i] = sparse[i] ? shared : scales[i];
      }
      return scales;
    }
  },

  /**
   * Each by its own mean and standard deviation: a ball of the network is a box of the features. A
   * constant feature is only centred.
   */
  BY_FEATURE("byFeature") {
    @Override
    double[] scales(double[] squares, long[] zeros, long examples) {
      return Arrays.stream(squares).map(square -> scale(square / examples)).toArray();
    }
  },

  /** Each by its own mean, all by the root of their mean variance, so that a ball stays a ball. */
  ALIKE("alike") {
    @Override
    double[] scales(double[] squares, long[] zeros, long examples) {
      double[] scales = new double[squares.length];
      Arrays.fill(scales, scale(Arrays.stream(squares).sum() / examples / squares.length));
      return scales;
    }
  },

  /** Not at all. */
  NONE("none") {
    @Override
    double[] scales(double[] squares, long[] zeros, long examples) {
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
   * @param zeros how many values of each feature are 0
   * @param examples how many were summed
   */
  abstract double[] scales(double[] squares, long[] zeros, long examples);

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
