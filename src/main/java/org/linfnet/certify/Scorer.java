package org.linfnet.certify;

import org.linfnet.data.Standardisation;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.ScoringPass;
import org.linfnet.train.TrainedNetwork;

/**
 * The deployed classifier: float pixels in [0, 1] to logits, at p = infinity. Evaluation, attacks
 * and the replay of what they found all come through here, so that they speak of the same floats.
 * Holds the buffers of one pass, so one thread uses it at a time.
 */
public final class Scorer {

  private static final float BYTE_RANGE = 255f;

  private final NetworkShape shape;
  private final Standardisation standardisation;
  private final ScoringPass pass;
  private final float[] standardised;

  /**
   * @param capacity the most examples that a block holds
   */
  public Scorer(TrainedNetwork network, DistanceKernels kernels, int capacity) {
    this.shape = network.shape();
    this.standardisation = network.trainedOn().standardisation();
    this.pass = new ScoringPass(shape, network.state(), kernels, capacity);
    this.standardised = new float[Math.multiplyExact(capacity, shape.inputs())];
  }

  /** Stored pixels as the floats that are scored: {@code pixel / 255}, bytes taken as 0 to 255. */
  public static float[] pixels(byte[] stored) {
    float[] pixels = new float[stored.length];
    for (int i = 0; i < stored.length; i++) {
      pixels[i] = Byte.toUnsignedInt(stored[i]) / BYTE_RANGE;
    }
    return pixels;
  }

  /** The pixels of an example. */
  public int inputs() {
    return shape.inputs();
  }

  /** The classes, so the logits of an example. */
  public int classes() {
    return shape.classes();
  }

  /**
   * The logits {@code float[batch * classes]}, in network units. The array is the scorer's own and
   * holds until the next call.
   *
   * @param pixels {@code float[batch * inputs]} in [0, 1], row-major
   * @throws IllegalArgumentException when a pixel is outside [0, 1]
   */
  public float[] logits(float[] pixels, int batch) {
    return relaxedLogits(Float.POSITIVE_INFINITY, pixels, batch);
  }

  /** {@link #logits} of the same network with its norms relaxed to l_p, for an attack to follow. */
  public float[] relaxedLogits(float p, float[] pixels, int batch) {
    for (int i = 0; i < batch * shape.inputs(); i++) {
      if (!(pixels[i] >= 0 && pixels[i] <= 1)) {
        throw new IllegalArgumentException("a pixel of " + pixels[i] + " is outside [0, 1]");
      }
      standardised[i] = standardisation.toNetwork(pixels[i]);
    }
    return pass.relaxedLogits(p, standardised, batch);
  }

  /**
   * Carries a gradient of the logits back to the pixels of the last {@link #relaxedLogits}, which
   * must have had the same p and batch.
   *
   * @param logitGradient {@code float[batch * classes]}
   * @return {@code float[batch * inputs]}, possibly longer; per network unit, so its signs and
   *     proportions are those of the pixels' gradient
   */
  public float[] inputGradient(float p, int batch, float[] logitGradient) {
    return pass.inputGradient(p, standardised, batch, logitGradient);
  }
}
