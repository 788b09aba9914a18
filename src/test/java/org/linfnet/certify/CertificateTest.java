package org.linfnet.certify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.attack.AttackedNetwork;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.network.Margin;

/** The certificates against each other and against brute force. */
class CertificateTest {

  private static final Kernels KERNELS = Kernels.of(new ScalarKernels());
  private static final int EXAMPLES = 40;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void intervalsCertifyWhateverTheMarginCertifies(long seed) {
    EncodedNetwork network = SmallNetworks.random(seed, 6, 2, 9, 3);
    Predictions given = new Predictions(network, seed);
    boolean[] certified = given.certified(given.marginRadii);
    int[] withMargin = given.withMargin();
    assertThat(withMargin).hasSizeGreaterThan(EXAMPLES / 2);
    for (int b : withMargin) {
      assertThat(certified[b]).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noGridPointOfACertifiedBallIsClassifiedOtherwise(long seed) {
    EncodedNetwork network = SmallNetworks.random(seed, 2, 2, 5, 3);
    Predictions given = new Predictions(network, seed);
    double[] radii = given.raised(new double[] {0.1});
    AttackedNetwork scorer = new AttackedNetwork(network, KERNELS, 1);
    assertThat(given.withMargin()).hasSizeGreaterThan(EXAMPLES / 2);
    for (int b : given.withMargin()) {
      double[] centre = {given.values[2 * b], given.values[2 * b + 1]};
      for (double[] point : grid(network.encoding(), centre, radii[b], 40)) {
        float[] logits = scorer.logits(point, 1);
        assertThat(Margin.prediction(logits, 0, 3)).isEqualTo(given.classes[b]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void raisedRadiiAreProvedAndMoreThanTheToleranceAboveThemIsNot(long seed) {
    EncodedNetwork network = SmallNetworks.random(seed, 6, 2, 9, 3);
    Predictions given = new Predictions(network, seed);
    double[] radii = given.raised(new double[] {0.01, 0.1, 0.3});
    double[] beyond = radii.clone();
    for (int b = 0; b < EXAMPLES; b++) {
      beyond[b] += network.encoding().radiusTolerance() * 1.001;
    }
    boolean[] certified = given.certified(radii);
    boolean[] certifiedBeyond = given.certified(beyond);
    int[] checked = Arrays.stream(given.withMargin()).filter(b -> radii[b] < 1).toArray();
    assertThat(checked).hasSizeGreaterThan(EXAMPLES / 2);
    for (int b : checked) {
      assertThat(certified[b]).isTrue();
      assertThat(certifiedBeyond[b]).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.02, 0.1, 0.25})
  void anEpsilonIsDecidedAsItsOwnIntervalTestDecidesIt(double epsilon) {
    EncodedNetwork network = SmallNetworks.random(7, 6, 2, 9, 3);
    Predictions given = new Predictions(network, 7);
    double[] radii = given.raised(new double[] {0.001, 0.02, 0.1, 0.25});
    double[] asked = new double[EXAMPLES];
    Arrays.fill(asked, epsilon);
    boolean[] certified = given.certified(asked);
    for (int b = 0; b < EXAMPLES; b++) {
      assertThat(radii[b] >= epsilon).isEqualTo(certified[b] && given.marginRadii[b] > 0);
    }
  }

  private static double[][] grid(Encoding encoding, double[] centre, double radius, int steps) {
    double[][] points = new double[(steps + 1) * (steps + 1)][];
    for (int k = 0; k < points.length; k++) {
      int row = k / (steps + 1);
      int column = k % (steps + 1);
      points[k] =
          new double[] {
            onLine(encoding, centre[0], radius, column / (double) steps),
            onLine(encoding, centre[1], radius, row / (double) steps)
          };
    }
    return points;
  }

  private static double onLine(Encoding encoding, double centre, double radius, double share) {
    double lower = encoding.lower(0, centre, radius);
    double upper = encoding.upper(0, centre, radius);
    return share == 1 ? upper : lower + (upper - lower) * share;
  }

  /** Random examples with the classes that a network predicts for them. */
  private static final class Predictions {

    private final EncodedNetwork network;
    private final double[] values;
    private final int[] classes = new int[EXAMPLES];
    private final double[] marginRadii = new double[EXAMPLES];

    Predictions(EncodedNetwork network, long seed) {
      this.network = network;
      int inputs = network.network().inputSize();
      this.values =
          SmallNetworks.values(
              SmallNetworks.examples(seed, EXAMPLES, inputs, 0), network.encoding());
      AttackedNetwork scorer = new AttackedNetwork(network, KERNELS, EXAMPLES);
      float[] logits = scorer.logits(values, EXAMPLES);
      MarginCertificate margins = new MarginCertificate(network, KERNELS);
      for (int b = 0; b < EXAMPLES; b++) {
        classes[b] = Margin.prediction(logits, b * 3, 3);
        marginRadii[b] =
            margins.radius(scorer.networkInputs(), b * inputs, logits, b * 3, classes[b]);
      }
    }

    /** The examples that have a certificate by their margin. */
    int[] withMargin() {
      return IntStream.range(0, EXAMPLES).filter(b -> marginRadii[b] > 0).toArray();
    }

    boolean[] certified(double[] tried) {
      double[] slacks = new double[EXAMPLES];
      new BoundsCertificate(network, KERNELS, EXAMPLES)
          .bound(values, classes, tried, EXAMPLES, slacks);
      boolean[] certified = new boolean[EXAMPLES];
      for (int b = 0; b < EXAMPLES; b++) {
        certified[b] = slacks[b] > 0;
      }
      return certified;
    }

    double[] raised(double[] epsilons) {
      double[] radii = marginRadii.clone();
      new CertifiedRadii(new BoundsCertificate(network, KERNELS, EXAMPLES), epsilons)
          .raise(values, classes, radii);
      return radii;
    }
  }
}
