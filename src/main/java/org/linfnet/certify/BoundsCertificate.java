package org.linfnet.certify;

import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.Leads;
import org.linfnet.network.BoundsPass;
import org.linfnet.network.NetworkState;

/**
 * Whether bounds prove a prediction: the box of all inputs in a ball goes through the network, and
 * the class stays when its logit leads every other at the worst.
 *
 * <p>The bounds of every layer hold for the floats that run, so they bound the logits that scoring
 * gives, not only the real numbers. One thread uses a certificate at a time.
 */
public final class BoundsCertificate {

  private final NetworkState state;
  private final Encoding encoding;
  private final BoundsPass pass;
  private final Bounds boxes;
  private final Method method;

  /** How leads are bounded. */
  public enum Method {
    /** A box of values for each layer. */
    INTERVALS {
      @Override
      void leads(BoundsPass pass, float[] numbers, Bounds boxes, int batch, Leads leads) {
        pass.leads(numbers, boxes, batch, leads);
      }
    },
    /** Lines back from the logits, where they prove more than intervals do. */
    LINES {
      @Override
      void leads(BoundsPass pass, float[] numbers, Bounds boxes, int batch, Leads leads) {
        pass.linearLeads(numbers, boxes, batch, leads);
      }
    },
    /** The same, and lines back from every hidden layer. */
    DUAL {
      @Override
      void leads(BoundsPass pass, float[] numbers, Bounds boxes, int batch, Leads leads) {
        pass.dualLeads(numbers, boxes, batch, leads);
      }
    };

    abstract void leads(BoundsPass pass, float[] numbers, Bounds boxes, int batch, Leads leads);
  }

  /**
   * A certificate by intervals.
   *
   * @param capacity the most examples that a block holds
   */
  public BoundsCertificate(EncodedNetwork network, Kernels kernels, int capacity) {
    this(network, Method.INTERVALS, kernels, capacity);
  }

  /**
   * @param capacity the most examples that a block holds
   */
  public BoundsCertificate(EncodedNetwork network, Method method, Kernels kernels, int capacity) {
    this.method = method;
    this.state = network.state();
    this.encoding = network.encoding();
    this.pass = new BoundsPass(network.network(), kernels, capacity);
    this.boxes = Bounds.of(capacity, network.network().inputSize());
  }

  /** The encoding whose unit radii are in. */
  Encoding encoding() {
    return encoding;
  }

  /**
   * Bounds each example's class over a ball of its own radius.
   *
   * @param values the examples in the user's units, {@code double[batch * inputs]}, row-major
   * @param labels the classes that are to stay, {@code int[batch]}
   * @param radii in the encoding's unit, {@code double[batch]}
   * @param slacks filled, {@code double[batch]}: half of what the class leads by at the worst, in
   *     the encoding's unit. The class is proved where it is above 0, and there alone.
   */
  public void bound(double[] values, int[] labels, double[] radii, int batch, double[] slacks) {
    int inputs = state.network().inputSize();
    for (int b = 0; b < batch; b++) {
      encoding.box(values, b * inputs, radii[b], boxes, b * inputs);
    }
    int classes = state.network().classes();
    Leads leads = new Leads(classes, labels, new double[batch * classes]);
    method.leads(pass, state.numbers(), boxes, batch, leads);
    for (int b = 0; b < batch; b++) {
      slacks[b] = least(leads, b) / 2 * encoding.radiusOfNetworkUnit();
    }
  }

  private static double least(Leads leads, int example) {
    double least = Double.POSITIVE_INFINITY;
    for (int j = 0; j < leads.count(); j++) {
      if (j != leads.classes()[example]) {
        least = Math.min(least, leads.values()[example * leads.count() + j]);
      }
    }
    return least;
  }
}
