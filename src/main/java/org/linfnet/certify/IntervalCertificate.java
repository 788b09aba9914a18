package org.linfnet.certify;

import org.linfnet.data.Standardisation;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.network.BoundsPass;
import org.linfnet.network.NetworkShape;
import org.linfnet.train.TrainedNetwork;

/**
 * Whether bounds prove a prediction: the box of all inputs in the ball and in [0, 1] goes through
 * the network, and the class stays when its least logit beats every other's largest.
 *
 * <p>Every operation of the {@link Scorer} is monotone and so is its rounding, and the bounds come
 * from the same operations on the ends of the box: they bound the floats that the scorer gives, not
 * only the real numbers. Holds the buffers of one pass, so one thread uses it at a time.
 */
public final class IntervalCertificate {

  private final NetworkShape shape;
  private final Standardisation standardisation;
  private final BoundsPass pass;
  private final float[] lower;
  private final float[] upper;

  /**
   * @param capacity the most examples that a block holds
   */
  public IntervalCertificate(TrainedNetwork network, DistanceKernels kernels, int capacity) {
    this.shape = network.shape();
    this.standardisation = network.trainedOn().standardisation();
    this.pass = new BoundsPass(shape, network.state(), kernels, capacity);
    this.lower = new float[Math.multiplyExact(capacity, shape.inputs())];
    this.upper = new float[lower.length];
  }

  /**
   * Bounds each example's class over a ball of its own radius.
   *
   * @param pixels {@code float[batch * inputs]} in [0, 1], row-major
   * @param labels the classes that are to stay, {@code int[batch]}
   * @param radii in pixel units, {@code double[batch]}
   * @param slacks filled, {@code double[batch]}: half of what the class leads by at the worst, in
   *     pixel units. The class is proved where it is above 0, and there alone.
   */
  public void bound(float[] pixels, int[] labels, double[] radii, int batch, double[] slacks) {
    int inputs = shape.inputs();
    for (int b = 0; b < batch; b++) {
      box(pixels, b * inputs, (b + 1) * inputs, new PixelBall(radii[b]));
    }
    pass.run(lower, upper, batch);
    for (int b = 0; b < batch; b++) {
      slacks[b] = standardisation.radiusToPixel(lead(b * shape.classes(), labels[b]) / 2);
    }
  }

  private void box(float[] pixels, int from, int to, PixelBall ball) {
    for (int i = from; i < to; i++) {
      // Images have long runs of one value, most of all of black.
      if (i > from && pixels[i] == pixels[i - 1]) {
        lower[i] = lower[i - 1];
        upper[i] = upper[i - 1];
      } else {
        lower[i] = standardisation.toNetwork(ball.lower(pixels[i]));
        upper[i] = standardisation.toNetwork(ball.upper(pixels[i]));
      }
    }
  }

  /** The sign is exact: a difference of floats does not round to 0 in double. */
  private double lead(int at, int label) {
    double least = pass.lowerLogits()[at + label];
    double lead = Double.POSITIVE_INFINITY;
    for (int j = 0; j < shape.classes(); j++) {
      if (j != label) {
        lead = Math.min(lead, least - pass.upperLogits()[at + j]);
      }
    }
    return lead;
  }
}
