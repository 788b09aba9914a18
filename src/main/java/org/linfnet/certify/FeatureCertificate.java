package org.linfnet.certify;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.network.Margin;
import org.linfnet.train.FeatureNetwork;

/**
 * The radius that the margin proves for a network over features, which unlike pixels have no range:
 * the rounding error that is taken off it is bounded for the reach of the example itself, the next
 * power of two above all that its ball holds.
 *
 * <p>Radii are in the unit of the network's scaling. A radius r proves that no example whose every
 * feature is within {@code r * scale[i]} of this one's, in real arithmetic, is classified
 * otherwise; where the scales are alike the unit is the features' own, and within r.
 */
public final class FeatureCertificate {

  private final FeatureNetwork network;
  private final DistanceKernels kernels;
  private final double unit;
  private final Map<Float, RoundingError> errors = new HashMap<>();

  /** For the scores of this network; one thread uses it at a time. */
  public FeatureCertificate(FeatureNetwork network, DistanceKernels kernels) {
    this.network = network;
    this.kernels = kernels;
    this.unit = network.scaling().radiusUnit();
  }

  /**
   * A radius within which the class stays; 0 where nothing is proved.
   *
   * @param inputs the example in network units, {@code float[inputs]} from {@code inputsAt}
   * @param logits its logits, {@code float[classes]} from {@code at}
   * @param prediction the class with the largest logit
   */
  public double radius(float[] inputs, int inputsAt, float[] logits, int at, int prediction) {
    int classes = network.shape().classes();
    int rival = Margin.rival(logits, at, classes, prediction);
    double margin = Math.nextDown((double) logits[at + prediction] - logits[at + rival]);
    float reach = reach(inputs, inputsAt, margin / 2);
    if (!(margin > 0) || !Float.isFinite(reach)) {
      return 0;
    }
    double error = errors.computeIfAbsent(reach, this::errorWithin).bound();
    double networkRadius = Math.nextDown(margin / 2 - 2 * error);
    // One step down for the product, one for the box's half-widths, one to stay below the bound.
    double radius = Math.nextDown(Math.nextDown(Math.nextDown(networkRadius * unit)));
    return radius > 0 ? radius : 0;
  }

  /** A power of two that no input in the ball comes to, rounded as it may be. */
  private float reach(float[] inputs, int at, double radius) {
    // Floats of one sign are ordered as their bits are, and the JIT compiles this loop to vectors.
    int bits = 0;
    for (int i = 0; i < network.shape().inputs(); i++) {
      bits = Math.max(bits, Float.floatToRawIntBits(inputs[at + i]) & Integer.MAX_VALUE);
    }
    double largest = Float.intBitsToFloat(bits);
    return (float) (2 * Math.scalb(1.0, Math.getExponent(2 * (largest + radius))));
  }

  private RoundingError errorWithin(float reach) {
    float[] lower = new float[network.shape().inputs()];
    float[] upper = new float[network.shape().inputs()];
    Arrays.fill(lower, -reach);
    Arrays.fill(upper, reach);
    return RoundingError.within(lower, upper, network.shape(), network.state(), kernels);
  }
}
