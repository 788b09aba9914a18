package org.linfnet.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;
import org.linfnet.train.TrainedNetwork;

class MarginCertificateTest {

  // No hidden layer; prototypes (0, 0) and (3, 0) in network units; mu = 0.25, sigma = 0.5.
  private static final TrainedNetwork TWO_PROTOTYPES =
      SmallNetworks.network(
          new NetworkShape(2, 0, 1, 2),
          new NetworkState(new float[] {0, 0, 3, 0, 0, 0}, new float[0]),
          0.25f,
          0.5f);

  private final Scorer scorer = new Scorer(TWO_PROTOTYPES, new ScalarKernels(), 1);
  private final MarginCertificate certificate =
      new MarginCertificate(TWO_PROTOTYPES, new ScalarKernels());

  @Test
  void isHalfTheMarginTimesSigmaInPixelUnits() {
    // The pixels (0.25, 0.5) are (0, 0.5) in network units: distances 0.5 and 3, margin 2.5,
    // radius 1.25, and 0.625 in pixel units.
    float[] logits = scorer.logits(new float[] {0.25f, 0.5f}, 1);
    assertThat(logits).containsExactly(-0.5f, -3f);
    assertThat(certificate.radius(logits, 0, 2, 0)).isCloseTo(0.625, within(1e-5));
  }

  @Test
  void staysBelowTheRadiusOfExactArithmetic() {
    float[] logits = scorer.logits(new float[] {0.25f, 0.5f}, 1);
    assertThat(certificate.radius(logits, 0, 2, 0)).isLessThan(0.625);
  }

  @Test
  void isZeroWhereThePredictionIsWrong() {
    float[] logits = scorer.logits(new float[] {0.25f, 0.5f}, 1);
    assertThat(certificate.radius(logits, 0, 2, 1)).isZero();
  }

  @Test
  void isZeroWhereTwoClassesTie() {
    assertThat(certificate.radius(new float[] {1, 1}, 0, 2, 0)).isZero();
  }

  @Test
  void isZeroWhereLogitsAreNotNumbers() {
    assertThat(certificate.radius(new float[] {Float.NaN, 1}, 0, 2, 0)).isZero();
  }
}
