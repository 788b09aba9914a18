package org.linfnet.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.attack.AttackedNetwork;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.FeatureEncoding;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Shape;
import org.linfnet.network.Margin;
import org.linfnet.network.Network;
import org.linfnet.network.NetworkState;

class MarginCertificateTest {

  private static final Kernels KERNELS = Kernels.of(new ScalarKernels());
  private static final int POINTS = 100;

  // Prototypes (0, 0) and (3, 0) in network units.
  private static final EncodedNetwork TWO_PROTOTYPES =
      SmallNetworks.pixels(
          2, SmallNetworks.prototypes(), 0.25f, 0.5f, new float[] {0, 0, 3, 0, 0, 0});

  /**
   * Logits s and -s, with s the sum of both inputs, out of relu(s) and relu(-s). The Lipschitz
   * constant of the layers is 4; a logit moves by at most 2.
   */
  private static final EncodedNetwork SUM =
      SmallNetworks.pixels(
          2,
          List.of(affine(2), LayerDescription.of("relu"), LayerDescription.of("affine")),
          0.5f,
          0.25f,
          new float[] {1, 1, -1, -1, 0, 0, 1, -1, -1, 1, 0, 0});

  private static final double[] NEAR_SUM = {0.625, 0.625};

  /** Up to 0.5 floats of about 2^23 round 2^23 + x down, above they round it up. */
  private static final EncodedNetwork WHOLE_UNITS =
      SmallNetworks.pixels(
          1,
          List.of(affine(1), LayerDescription.of("relu"), LayerDescription.of("affine")),
          0,
          1,
          new float[] {1, 0x1p23f, -1, 0, 0x1p23f + 1, 0.5f});

  private static LayerDescription affine(int outputs) {
    return LayerDescription.of("affine", Map.of("outputs", Integer.toString(outputs)));
  }

  private static final double[] QUARTER_AND_HALF = {0.25, 0.5};

  @Test
  void isHalfTheMarginTimesSigmaInPixelUnits() {
    // The pixels (0.25, 0.5) are (0, 0.5) in network units: distances 0.5 and 3, margin 2.5,
    // radius 1.25, and 0.625 in pixel units.
    float[] logits = new AttackedNetwork(TWO_PROTOTYPES, KERNELS, 1).logits(QUARTER_AND_HALF, 1);
    assertThat(logits).containsExactly(-0.5f, -3f);
    assertThat(radius(TWO_PROTOTYPES, QUARTER_AND_HALF, 0)).isCloseTo(0.625, within(1e-5));
  }

  @Test
  void staysBelowTheRadiusOfExactArithmetic() {
    assertThat(radius(TWO_PROTOTYPES, QUARTER_AND_HALF, 0)).isLessThan(0.625);
  }

  @Test
  void isZeroWhereThePredictionIsWrong() {
    assertThat(radius(TWO_PROTOTYPES, QUARTER_AND_HALF, 1)).isZero();
  }

  @Test
  void isZeroWhereTwoClassesTie() {
    MarginCertificate certificate = new MarginCertificate(TWO_PROTOTYPES, KERNELS);
    assertThat(certificate.radius(new float[2], 0, new float[] {1, 1}, 0, 0)).isZero();
  }

  @Test
  void isZeroWhereLogitsAreNotNumbers() {
    MarginCertificate certificate = new MarginCertificate(TWO_PROTOTYPES, KERNELS);
    assertThat(certificate.radius(new float[2], 0, new float[] {Float.NaN, 1}, 0, 0)).isZero();
  }

  @Test
  void isDividedByTheLipschitzConstantOfAffineLayers() {
    // The sum is 1, the margin 2: half of it over 4 is 0.25, and 0.0625 in pixel units.
    assertThat(radius(SUM, NEAR_SUM, 0)).isLessThan(0.0625).isCloseTo(0.0625, within(1e-6));
  }

  @Test
  void theSearchBreaksARadiusWithoutTheLipschitzConstant() {
    BallSearch search = new BallSearch(SUM, 1);
    assertThat(search.breaks(NEAR_SUM, 0, radius(SUM, NEAR_SUM, 0), POINTS)).isFalse();
    assertThat(search.breaks(NEAR_SUM, 0, withoutAllowance(SUM, NEAR_SUM, 0, 1), POINTS)).isTrue();
    assertThat(search.breaks(NEAR_SUM, 0, 3 * radius(SUM, NEAR_SUM, 0), POINTS)).isTrue();
  }

  @Test
  void theSearchBreaksARadiusWithoutTheAllowanceForRoundings() {
    double[] pixel = {0.4};
    double lipschitz = WHOLE_UNITS.state().lipschitz();
    BallSearch search = new BallSearch(WHOLE_UNITS, 1);
    double wrong = withoutAllowance(WHOLE_UNITS, pixel, 0, lipschitz);
    assertThat(wrong).isCloseTo(0.25, within(1e-6));
    assertThat(search.breaks(pixel, 0, wrong, POINTS)).isTrue();
    assertThat(radius(WHOLE_UNITS, pixel, 0)).isZero();
  }

  @Test
  void aRadiusIsInTheUnitOfACommonScale() {
    EncodedNetwork network = prototypes(new double[] {1, 2}, new double[] {10, 10});
    // Inputs (3, 0): the logits are -3 and -1, the margin is 2, and half of it 10 times 1.
    assertThat(radius(network, new double[] {31, 2}, 1)).isLessThan(10).isGreaterThan(9.9999);
  }

  @Test
  void aRadiusCountsScalesWhereTheyDiffer() {
    EncodedNetwork network = prototypes(new double[] {1, 2}, new double[] {10, 1000});
    assertThat(radius(network, new double[] {31, 2}, 1)).isLessThan(1).isGreaterThan(0.99999);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.MAX_VALUE, 1e38, 1e9})
  void nothingIsCertifiedWhereFloatsGiveOut(double feature) {
    EncodedNetwork network = prototypes(new double[] {0, 0}, new double[] {1, 1});
    double[] features = {feature, -feature};
    int prediction = prediction(network, features);
    assertThat(radius(network, features, prediction)).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void nothingBreaksTheBoxOfFeaturesOfVariousScales(int seed) {
    FeatureEncoding encoding =
        new FeatureEncoding(new double[] {1e6, 0, -3}, new double[] {100, 1e-3, 1});
    EncodedNetwork network =
        SmallNetworks.random(
            seed,
            encoding,
            3,
            List.of(
                LayerDescription.of("distance", Map.of("outputs", "8")),
                LayerDescription.of("mean-shift"),
                LayerDescription.of("distance"),
                LayerDescription.of("prototype-logits")));
    Random random = new Random(seed);
    double[] features = new double[3];
    Arrays.setAll(features, i -> encoding.toUser(i, random.nextGaussian()));
    int prediction = prediction(network, features);
    double radius = radius(network, features, prediction);
    BallSearch search = new BallSearch(network, seed);
    assertThat(radius).isPositive();
    assertThat(search.breaks(features, prediction, radius, POINTS)).isFalse();
  }

  /** Prototypes (0, 0) and (2, 0). */
  private static EncodedNetwork prototypes(double[] centres, double[] scales) {
    Network network = new Network(Shape.vector(2), 2, SmallNetworks.prototypes());
    return new EncodedNetwork(
        new NetworkState(network, new float[] {0, 0, 2, 0, 0, 0}),
        new FeatureEncoding(centres, scales));
  }

  private static double radius(EncodedNetwork network, double[] values, int label) {
    AttackedNetwork scored = new AttackedNetwork(network, KERNELS, 1);
    float[] logits = scored.logits(values, 1);
    return new MarginCertificate(network, KERNELS)
        .radius(scored.networkInputs(), 0, logits, 0, label);
  }

  /** What real arithmetic would certify with some Lipschitz constant. */
  private static double withoutAllowance(
      EncodedNetwork network, double[] values, int label, double lipschitz) {
    float[] logits = new AttackedNetwork(network, KERNELS, 1).logits(values, 1);
    float margin = Margin.of(logits, 0, network.network().classes(), label);
    return margin / 2 / lipschitz * network.encoding().radiusOfNetworkUnit();
  }

  private static int prediction(EncodedNetwork network, double[] values) {
    float[] logits = new AttackedNetwork(network, KERNELS, 1).logits(values, 1);
    return Margin.prediction(logits, 0, network.network().classes());
  }
}
