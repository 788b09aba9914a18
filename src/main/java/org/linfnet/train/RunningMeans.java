package org.linfnet.train;

/**
 * The means that mean shift takes away once training is over: an exponential average of the batch
 * means, {@code m = 0.9 m + 0.1 batch mean}.
 */
final class RunningMeans {

  private static final float MOMENTUM = 0.1f;

  private final float[] means;

  /** Moves {@code float[meanCount]} in place. */
  RunningMeans(float[] means) {
    this.means = means;
  }

  /**
   * @param sums of the hidden outputs over a batch's examples, {@code float[meanCount]}
   */
  void add(float[] sums, long examples) {
    for (int k = 0; k < means.length; k++) {
      means[k] = (1 - MOMENTUM) * means[k] + MOMENTUM * (sums[k] / examples);
    }
  }
}
