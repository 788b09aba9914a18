package org.linfnet.scorer;

import java.util.Optional;
import org.linfnet.certify.BoundsCertificate;
import org.linfnet.certify.CertifiedRadii;
import org.linfnet.certify.MarginCertificate;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.kernel.Kernels;

/**
 * The certified radius of one row after another: what the margin proves. Of a network that can
 * stretch distances the margin proves little, so there intervals and linear bounds raise it. They
 * know nothing of thresholds. One thread uses a certificate at a time.
 */
public final class RowCertificate {

  private static final double[] NO_EPSILONS = {};

  private final Decision decision;
  private final MarginCertificate margin;
  private final Optional<CertifiedRadii> bounds;

  /** For the logits of this network, and the classes that a decision makes of them. */
  public RowCertificate(EncodedNetwork network, Decision decision, Kernels kernels) {
    this.decision = decision;
    this.margin = new MarginCertificate(network, kernels);
    this.bounds =
        network.network().isNonexpansive() || !decision.isPlain()
            ? Optional.empty()
            : Optional.of(
                new CertifiedRadii(
                    new BoundsCertificate(network, BoundsCertificate.Method.LINES, kernels, 1),
                    NO_EPSILONS));
  }

  /** Whether {@link #radius} looks at a row's values in the user's units. */
  public boolean readsValues() {
    return bounds.isPresent();
  }

  /**
   * A radius in the encoding's unit within which the class stays; 0 where nothing is proved.
   *
   * @param values the row in the user's units, {@code double[inputs]}
   * @param inputs the row in network units, {@code float[inputs]} from {@code at}
   * @param logits its logits, {@code double[classes]}
   * @param prediction its class
   */
  public double radius(double[] values, float[] inputs, int at, double[] logits, int prediction) {
    double[] radius = {margin.radius(inputs, at, decision.margin(logits, prediction))};
    bounds.ifPresent(proof -> proof.raise(values, new int[] {prediction}, radius));
    return radius[0];
  }
}
