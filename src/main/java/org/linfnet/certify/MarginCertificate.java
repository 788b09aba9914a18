package org.linfnet.certify;

import org.linfnet.data.Standardisation;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.network.Margin;
import org.linfnet.train.TrainedNetwork;

/**
 * The radius that the margin proves: half of it, for both logits can move, times sigma. A network
 * of l-infinity distances moves no logit further than its input moves.
 */
public final class MarginCertificate {

  private final double sigma;
  private final double roundingError;

  /** For the {@link Scorer} of this network. */
  public MarginCertificate(TrainedNetwork network, DistanceKernels kernels) {
    this(network.trainedOn().standardisation(), RoundingError.of(network, kernels));
  }

  MarginCertificate(Standardisation standardisation, RoundingError roundingError) {
    this.sigma = standardisation.sigma();
    this.roundingError = roundingError.bound();
  }

  /**
   * A radius in pixel units: every input of the {@link PixelBall} of that radius is given the same
   * class. 0 where another class is predicted.
   *
   * @param logits of the scorer, {@code float[classes]} from {@code at}
   * @param label the class that is to stay
   */
  public double radius(float[] logits, int at, int classes, int label) {
    int rival = Margin.rival(logits, at, classes, label);
    double margin = Math.nextDown((double) logits[at + label] - logits[at + rival]);
    double networkRadius = Math.nextDown(margin / 2 - 2 * roundingError);
    // One step down for the product, one for the ball's distances, one to stay below the bound.
    double radius = Math.nextDown(Math.nextDown(Math.nextDown(networkRadius * sigma)));
    return radius > 0 ? radius : 0;
  }
}
