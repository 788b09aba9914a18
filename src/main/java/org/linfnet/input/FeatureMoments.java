package org.linfnet.input;

import org.linfnet.input.EncodingRule.Measurement;

/**
 * Mean, spread and number of zeros of each feature over a set of examples, weights disregarded.
 * Sets are merged by Chan's formula.
 */
final class FeatureMoments implements Measurement {

  private static final long serialVersionUID = 3;

  private final FeatureScaling scaling;
  private final double[] means;
  private final double[] squares;
  private final long[] zeros;
  private long examples;

  private FeatureMoments(FeatureScaling scaling, int inputs) {
    this.scaling = scaling;
    this.means = new double[inputs];
    this.squares = new double[inputs];
    this.zeros = new long[inputs];
  }

  /** Of the examples of a block, in their order. */
  static FeatureMoments of(ExampleBlock block, FeatureScaling scaling) {
    StoredValues values = block.values();
    FeatureMoments moments = new FeatureMoments(scaling, values.width());
    double[] row = new double[values.width()];
    for (int example = 0; example < block.size(); example++) {
      moments.examples++;
      values.copyNumbers(example, row, 0);
      for (int i = 0; i < row.length; i++) {
        double value = row[i];
        moments.zeros[i] += value == 0 ? 1 : 0;
        double away = value - moments.means[i];
        moments.means[i] += away / moments.examples;
        moments.squares[i] += away * (value - moments.means[i]);
      }
    }
    return moments;
  }

  @Override
  public Measurement plus(Measurement measured) {
    FeatureMoments other = (FeatureMoments) measured;
    if (examples == 0 || other.examples == 0) {
      return examples == 0 ? other : this;
    }
    FeatureMoments sum = new FeatureMoments(scaling, means.length);
    sum.examples = examples + other.examples;
    double part = other.examples / (double) sum.examples;
    for (int i = 0; i < means.length; i++) {
      double away = other.means[i] - means[i];
      sum.means[i] = means[i] + away * part;
      sum.zeros[i] = zeros[i] + other.zeros[i];
      sum.squares[i] = squares[i] + other.squares[i] + away * away * part * examples;
    }
    return sum;
  }

  @Override
  public Encoding encoding() {
    return new FeatureEncoding(
        scaling.centres(means.clone()), scaling.scales(squares, zeros, examples));
  }
}
