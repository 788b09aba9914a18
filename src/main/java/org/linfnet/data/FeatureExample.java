package org.linfnet.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;

/**
 * A labelled example with features of any range. It has no name of its own: what it holds decides
 * the shard that it is dealt to and its place there.
 */
public final class FeatureExample implements Serializable {

  /** By {@link #hash}, then by all that it holds. */
  public static final Comparator<FeatureExample> ORDER =
      Comparator.comparingLong(FeatureExample::hash)
          .thenComparingInt(FeatureExample::label)
          .thenComparing(FeatureExample::features, Arrays::compare)
          .thenComparingDouble(FeatureExample::weight);

  private static final long serialVersionUID = 1;

  private final int label;
  private final double weight;
  private final double[] features;
  private final long hash;

  /**
   * @param label the class
   * @param weight how much it counts, above 0
   * @param features finite; not copied
   */
  public FeatureExample(int label, double weight, double[] features) {
    this.label = label;
    this.weight = weight;
    this.features = features;
    long[] bits = new long[features.length + 2];
    bits[0] = label;
    bits[1] = Double.doubleToLongBits(weight);
    for (int i = 0; i < features.length; i++) {
      bits[i + 2] = Double.doubleToLongBits(features[i]);
    }
    this.hash = new RandomStream(0).at(bits).seed();
  }

  /** The class. */
  public int label() {
    return label;
  }

  /** How much it counts beside others. */
  public double weight() {
    return weight;
  }

  /** {@code double[inputs]}, which must not be written to. */
  public double[] features() {
    return features;
  }

  /** Of all that it holds, the same in every JVM. */
  public long hash() {
    return hash;
  }
}
