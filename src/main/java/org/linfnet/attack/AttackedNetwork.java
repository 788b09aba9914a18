package org.linfnet.attack;

import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.kernel.Kernels;
import org.linfnet.network.ScoringPass;

/**
 * The finished network as its users see it: logits of examples in the user's units, and the
 * gradient that an attack follows. Evaluation and attacks score with it, so both see the same
 * floats. It holds the buffers of one pass, so one thread uses it at a time.
 */
public final class AttackedNetwork {

  private final EncodedNetwork network;
  private final ScoringPass pass;
  private final float[] networkInputs;

  /**
   * @param capacity the most examples that a block holds
   */
  public AttackedNetwork(EncodedNetwork network, Kernels kernels, int capacity) {
    this.network = network;
    this.pass = new ScoringPass(network.state(), kernels, capacity);
    this.networkInputs = new float[Math.multiplyExact(capacity, network.network().inputSize())];
  }

  /** From the user's values to network units. */
  public Encoding encoding() {
    return network.encoding();
  }

  /** The values of an example. */
  public int inputs() {
    return network.network().inputSize();
  }

  /** The logits of an example. */
  public int classes() {
    return network.network().classes();
  }

  /**
   * The logits {@code float[batch * classes]} of the finished network, whose prediction is the
   * largest. The array is this object's own and holds until the next call.
   *
   * @param values in the user's units, {@code double[batch * inputs]}, row-major
   * @throws IllegalArgumentException when a value is out of the encoding's range
   */
  public float[] logits(double[] values, int batch) {
    return relaxedLogits(Float.POSITIVE_INFINITY, values, batch);
  }

  /** {@link #logits} with every distance relaxed to the l_p norm. */
  public float[] relaxedLogits(float p, double[] values, int batch) {
    for (int b = 0; b < batch; b++) {
      encoding().encode(values, b * inputs(), networkInputs, b * inputs());
    }
    return pass.relaxedLogits(p, networkInputs, batch);
  }

  /**
   * Carries a gradient of the logits back to the inputs of the last {@link #relaxedLogits}.
   *
   * @param logitGradient {@code float[batch * classes]}
   * @return {@code float[batch * inputs]}, by network units; its signs are those of the gradient by
   *     the user's units
   */
  public float[] inputGradient(float[] logitGradient) {
    return pass.inputGradient(logitGradient);
  }

  /** The last block in network units, {@code float[batch * inputs]}, possibly longer. */
  public float[] networkInputs() {
    return networkInputs;
  }
}
