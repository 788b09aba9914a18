package org.linfnet.network;

import java.io.Serializable;

/** What training makes small, example by example. Logits are in network units. */
public interface Loss extends Serializable {

  /**
   * The loss of the example whose logits begin at {@code at}; adds its gradient, times a weight.
   *
   * @param logits {@code float[classes]} from {@code at}
   * @param label the true class
   * @param weight what the gradient, and not the loss, is multiplied by
   * @param gradient of the logits, {@code float[classes]} from {@code at}; added to
   */
  float addGradient(float[] logits, int at, int classes, int label, float weight, float[] gradient);
}
