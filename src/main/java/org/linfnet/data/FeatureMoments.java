package org.linfnet.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * Mean and spread of each feature over a set of examples, weights disregarded, and the sum of the
 * weights. Sets are merged by Chan's formula, in an order that the caller fixes.
 */
public final class FeatureMoments implements Serializable {

  private static final long serialVersionUID = 1;

  private final double[] means;
  private final double[] squares;
  private long examples;
  private double weight;

  private FeatureMoments(int inputs) {
    this.means = new double[inputs];
    this.squares = new double[inputs];
  }

  /** Of these examples, in their order. */
  public static FeatureMoments of(List<FeatureExample> list, int inputs) {
    FeatureMoments moments = new FeatureMoments(inputs);
    for (FeatureExample example : list) {
      moments.examples++;
      moments.weight += example.weight();
      for (int i = 0; i < inputs; i++) {
        double away = example.features()[i] - moments.means[i];
        moments.means[i] += away / moments.examples;
        moments.squares[i] += away * (example.features()[i] - moments.means[i]);
      }
    }
    return moments;
  }

  /** Of these examples and those. */
  public FeatureMoments plus(FeatureMoments other) {
    if (examples == 0 || other.examples == 0) {
      return examples == 0 ? other : this;
    }
    FeatureMoments sum = new FeatureMoments(means.length);
    sum.examples = examples + other.examples;
    sum.weight = weight + other.weight;
    double part = other.examples / (double) sum.examples;
    for (int i = 0; i < means.length; i++) {
      double away = other.means[i] - means[i];
      sum.means[i] = means[i] + away * part;
      sum.squares[i] = squares[i] + other.squares[i] + away * away * part * examples;
    }
    return sum;
  }

  /** How many examples. */
  public long examples() {
    return examples;
  }

  /** The mean weight of an example. */
  public double meanWeight() {
    return weight / examples;
  }

  /** Each feature by its own mean and standard deviation; a constant one only centred. */
  public FeatureScaling scaledByFeature() {
    double[] scales = new double[means.length];
    Arrays.setAll(scales, i -> scale(squares[i] / examples));
    return new FeatureScaling(means.clone(), scales);
  }

  /**
   * Each feature by its own mean, and all by the root of their mean variance, so that a ball stays
   * a ball.
   */
  public FeatureScaling scaledAlike() {
    double[] scales = new double[means.length];
    double sum = Arrays.stream(squares).sum();
    Arrays.fill(scales, scale(sum / examples / means.length));
    return new FeatureScaling(means.clone(), scales);
  }

  /** The features as they are. */
  public FeatureScaling unscaled() {
    double[] ones = new double[means.length];
    Arrays.fill(ones, 1);
    return new FeatureScaling(new double[means.length], ones);
  }

  private static double scale(double variance) {
    return variance > 0 ? Math.sqrt(variance) : 1;
  }
}
