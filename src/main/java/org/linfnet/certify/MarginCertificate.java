package org.linfnet.certify;

import java.util.HashMap;
import java.util.Map;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.Bounds;
import org.linfnet.network.BoundsPass;
import org.linfnet.network.Margin;
import org.linfnet.network.NetworkState;

/**
 * The radius that the margin proves. A network with Lipschitz constant L moves each logit by at
 * most L r when its input moves by r, so the class stays while {@code r < margin / (2 L)}: half of
 * the margin for a network of distances, whose L is 1 (arXiv 2102.05363, section 3.2).
 *
 * <p>The radius holds for the floats that run: twice the rounding error of a logit is taken off
 * half of the margin. One thread uses a certificate at a time.
 */
public final class MarginCertificate {

  private final Encoding encoding;
  private final NetworkState state;
  private final double lipschitz;
  private final BoundsPass bounds;
  private final Map<Float, Double> roundingErrors = new HashMap<>();

  /** For the logits of this network. */
  public MarginCertificate(EncodedNetwork network, Kernels kernels) {
    this.encoding = network.encoding();
    this.state = network.state();
    this.lipschitz = state.lipschitz();
    this.bounds = new BoundsPass(network.network(), kernels, 1);
  }

  /**
   * A radius in the encoding's unit within which the class stays. It is 0 where another class is
   * predicted or nothing is proved.
   *
   * @param inputs the example in network units, {@code float[inputs]} from {@code inputsAt}
   * @param logits its logits, {@code float[classes]} from {@code at}
   * @param label the class that is to stay
   */
  public double radius(float[] inputs, int inputsAt, float[] logits, int at, int label) {
    int rival = Margin.rival(logits, at, state.network().classes(), label);
    return radius(
        inputs, inputsAt, Math.nextDown((double) logits[at + label] - logits[at + rival]));
  }

  /**
   * A radius in the encoding's unit within which a class stays that leads by a margin.
   *
   * @param inputs the example in network units, {@code float[inputs]} from {@code inputsAt}
   * @param margin rounded down, in network units: the class stays while each logit moves by less
   *     than half of it
   */
  public double radius(float[] inputs, int inputsAt, double margin) {
    if (!(margin > 0)) {
      return 0;
    }
    float reach = encoding.reach(inputs, inputsAt, margin / 2 / lipschitz);
    return Float.isFinite(reach) ? radius(margin, reach) : 0;
  }

  private double radius(double margin, float reach) {
    double error = roundingErrors.computeIfAbsent(reach, this::roundingError);
    double networkRadius = Math.nextDown(Math.nextDown(margin / 2 - 2 * error) / lipschitz);
    // One step down for the product, one for the ball's half-widths, one to stay below the bound.
    double radius =
        Math.nextDown(Math.nextDown(Math.nextDown(networkRadius * encoding.radiusOfNetworkUnit())));
    return radius > 0 ? radius : 0;
  }

  /** By how much a logit can move when each input moves by 1, in network units. */
  public double lipschitz() {
    return lipschitz;
  }

  /**
   * How far a logit can lie from real arithmetic on any input of a reach, in network units;
   * infinite or NaN when the network can overflow. An encoding rounds twice in double and once to
   * float, which a whole ulp of the largest input covers.
   */
  public double roundingError(float reach) {
    Bounds range = encoding.range(reach);
    double inputError = Math.ulp(range.largest(encoding.shape().size()));
    return bounds.roundingError(state.numbers(), range, inputError);
  }
}
