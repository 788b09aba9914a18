package org.linfnet.network;

import java.io.Serializable;

/**
 * What a batch, or a part of one, gives to a training step: sums over its examples.
 *
 * <p>Parts are added in an order that the caller fixes, since float addition is not associative.
 */
public final class BatchGradient implements Serializable {

  private static final long serialVersionUID = 1;

  private final float[] gradient;
  private final float[] meanSums;
  private double loss;
  private long correct;
  private long examples;

  /** Of no examples, for a network of this shape. */
  public BatchGradient(NetworkShape shape) {
    this.gradient = new float[shape.parameterCount()];
    this.meanSums = new float[shape.meanCount()];
  }

  /** The loss's gradient, summed over the examples: {@code float[parameterCount]}. */
  public float[] gradient() {
    return gradient;
  }

  /** The hidden outputs that mean shift averages, summed over the examples. */
  public float[] meanSums() {
    return meanSums;
  }

  /** The loss, summed over the examples. */
  public double loss() {
    return loss;
  }

  /** How many examples had the largest logit at their label. */
  public long correct() {
    return correct;
  }

  /** How many examples are summed here. */
  public long examples() {
    return examples;
  }

  /** Adds the outcome of one pass, whose gradient has been added to {@link #gradient} already. */
  void addOutcome(double batchLoss, int batchCorrect, int batch, float[] batchMeans) {
    loss += batchLoss;
    correct += batchCorrect;
    examples += batch;
    for (int k = 0; k < meanSums.length; k++) {
      meanSums[k] += batchMeans[k] * batch;
    }
  }

  /** Adds another part to this one. */
  public BatchGradient add(BatchGradient other) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] += other.gradient[i];
    }
    for (int k = 0; k < meanSums.length; k++) {
      meanSums[k] += other.meanSums[k];
    }
    loss += other.loss;
    correct += other.correct;
    examples += other.examples;
    return this;
  }
}
