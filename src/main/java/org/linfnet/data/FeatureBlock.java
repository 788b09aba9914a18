package org.linfnet.data;

import java.io.Serializable;
import java.util.List;

/** Scaled examples in flat arrays. The arrays must not be written to by whoever holds the block. */
public final class FeatureBlock implements Serializable {

  private static final long serialVersionUID = 1;

  private final int inputs;
  private final int[] labels;
  private final float[] weights;
  private final float[] features;

  /**
   * The examples, scaled, in the order of the list.
   *
   * @param weightUnit what every weight is divided by
   */
  public FeatureBlock(List<FeatureExample> examples, FeatureScaling scaling, double weightUnit) {
    this.inputs = scaling.inputs();
    this.labels = new int[examples.size()];
    this.weights = new float[examples.size()];
    this.features = new float[Math.multiplyExact(examples.size(), inputs)];
    for (int i = 0; i < labels.length; i++) {
      FeatureExample example = examples.get(i);
      labels[i] = example.label();
      weights[i] = (float) (example.weight() / weightUnit);
      scaling.scale(example.features(), 0, features, i * inputs);
    }
  }

  /** The features of an example. */
  public int inputs() {
    return inputs;
  }

  /** The classes, {@code int[size]}. */
  public int[] labels() {
    return labels;
  }

  /** How much each example counts, {@code float[size]}. */
  public float[] weights() {
    return weights;
  }

  /** {@code float[size * inputs]} in network units, row-major. */
  public float[] features() {
    return features;
  }
}
