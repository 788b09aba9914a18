package org.linfnet.certify;

import org.linfnet.kernel.DistanceKernels;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.ScoringPass;
import org.linfnet.train.TrainedNetwork;

/**
 * The deployed classifier: float pixels in [0, 1] to logits in network units, at p = infinity.
 * Evaluation, attacks and the replay of what they found all come through here, so that they speak
 * of the same floats. Holds the buffers of one pass, so one thread uses it at a time.
 */
public final class Scorer implements AttackedClassifier {

  private static final float BYTE_RANGE = 255f;

  private final NetworkShape shape;
  private final ScoringPass pass;
  private final StandardisedPixels standardised;

  /**
   * @param capacity the most examples that a block holds
   */
  public Scorer(TrainedNetwork network, DistanceKernels kernels, int capacity) {
    this.shape = network.shape();
    this.pass = new ScoringPass(shape, network.state(), kernels, capacity);
    this.standardised =
        new StandardisedPixels(
            network.trainedOn().standardisation(), Math.multiplyExact(capacity, shape.inputs()));
  }

  /** Stored pixels as the floats that are scored: {@code pixel / 255}, bytes taken as 0 to 255. */
  public static float[] pixels(byte[] stored) {
    float[] pixels = new float[stored.length];
    for (int i = 0; i < stored.length; i++) {
      pixels[i] = Byte.toUnsignedInt(stored[i]) / BYTE_RANGE;
    }
    return pixels;
  }

  @Override
  public int inputs() {
    return shape.inputs();
  }

  @Override
  public int classes() {
    return shape.classes();
  }

  @Override
  public float[] logits(float[] pixels, int batch) {
    return relaxedLogits(Float.POSITIVE_INFINITY, pixels, batch);
  }

  @Override
  public float[] relaxedLogits(float p, float[] pixels, int batch) {
    return pass.relaxedLogits(p, standardised.take(pixels, batch * shape.inputs()), batch);
  }

  @Override
  public float[] inputGradient(float p, int batch, float[] logitGradient) {
    return pass.inputGradient(p, standardised.values(), batch, logitGradient);
  }
}
