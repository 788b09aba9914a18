package org.linfnet.certify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.data.ExampleBlock;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.network.Margin;
import org.linfnet.train.TrainedNetwork;

/** The certificates against each other and against brute force. */
class CertificateTest {

  private static final DistanceKernels KERNELS = new ScalarKernels();
  private static final int EXAMPLES = 40;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void intervalsCertifyWhateverTheMarginCertifies(long seed) {
    TrainedNetwork network = SmallNetworks.random(seed, 6, 2, 9, 3);
    Predictions given = new Predictions(network, seed);
    boolean[] certified = given.certified(given.marginRadii);
    for (int b = 0; b < EXAMPLES; b++) {
      assertThat(certified[b] || given.marginRadii[b] == 0).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noGridPointOfACertifiedBallIsClassifiedOtherwise(long seed) {
    TrainedNetwork network = SmallNetworks.random(seed, 2, 2, 5, 3);
    Predictions given = new Predictions(network, seed);
    double[] radii = given.raised(new double[] {0.1});
    Scorer scorer = new Scorer(network, KERNELS, 1);
    for (int b = 0; b < EXAMPLES; b++) {
      float[] centre = {given.pixels[2 * b], given.pixels[2 * b + 1]};
      for (float[] point : grid(centre, radii[b], 40)) {
        float[] logits = scorer.logits(point, 1);
        assertThat(Margin.prediction(logits, 0, 3)).isEqualTo(given.classes[b]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void raisedRadiiAreProvedAndMoreThanTheToleranceAboveThemIsNot(long seed) {
    TrainedNetwork network = SmallNetworks.random(seed, 6, 2, 9, 3);
    Predictions given = new Predictions(network, seed);
    double[] radii = given.raised(new double[] {0.01, 0.1, 0.3});
    double[] beyond = radii.clone();
    for (int b = 0; b < EXAMPLES; b++) {
      beyond[b] += CertifiedRadii.TOLERANCE * 1.001;
    }
    boolean[] certified = given.certified(radii);
    boolean[] certifiedBeyond = given.certified(beyond);
    for (int b = 0; b < EXAMPLES; b++) {
      if (given.marginRadii[b] > 0 && radii[b] < 1) {
        assertThat(certified[b]).isTrue();
        assertThat(certifiedBeyond[b]).isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.02, 0.1, 0.25})
  void anEpsilonIsDecidedAsItsOwnIntervalTestDecidesIt(double epsilon) {
    TrainedNetwork network = SmallNetworks.random(7, 6, 2, 9, 3);
    Predictions given = new Predictions(network, 7);
    double[] radii = given.raised(new double[] {0.001, 0.02, 0.1, 0.25});
    double[] asked = new double[EXAMPLES];
    java.util.Arrays.fill(asked, epsilon);
    boolean[] certified = given.certified(asked);
    for (int b = 0; b < EXAMPLES; b++) {
      assertThat(radii[b] >= epsilon).isEqualTo(certified[b] && given.marginRadii[b] > 0);
    }
  }

  private static float[][] grid(float[] centre, double radius, int steps) {
    PixelBall ball = new PixelBall(radius);
    float[][] points = new float[(steps + 1) * (steps + 1)][];
    for (int k = 0; k < points.length; k++) {
      points[k] =
          new float[] {
            onLine(ball, centre[0], k % (steps + 1), steps),
            onLine(ball, centre[1], k / (steps + 1), steps)
          };
    }
    return points;
  }

  private static float onLine(PixelBall ball, float centre, int step, int steps) {
    float lower = ball.lower(centre);
    float upper = ball.upper(centre);
    return step == steps ? upper : lower + (upper - lower) * step / steps;
  }

  /** Random examples with the classes that a network predicts for them. */
  private static final class Predictions {

    private final TrainedNetwork network;
    private final float[] pixels;
    private final int[] classes = new int[EXAMPLES];
    private final double[] marginRadii = new double[EXAMPLES];

    Predictions(TrainedNetwork network, long seed) {
      this.network = network;
      ExampleBlock block = SmallNetworks.examples(seed, EXAMPLES, network.shape().inputs(), 0);
      this.pixels = Scorer.pixels(block.pixels());
      float[] logits = new Scorer(network, KERNELS, EXAMPLES).logits(pixels, EXAMPLES);
      MarginCertificate margins = new MarginCertificate(network, KERNELS);
      for (int b = 0; b < EXAMPLES; b++) {
        classes[b] = Margin.prediction(logits, b * 3, 3);
        marginRadii[b] = margins.radius(logits, b * 3, 3, classes[b]);
      }
    }

    boolean[] certified(double[] tried) {
      double[] slacks = new double[EXAMPLES];
      new IntervalCertificate(network, KERNELS, EXAMPLES)
          .bound(pixels, classes, tried, EXAMPLES, slacks);
      boolean[] certified = new boolean[EXAMPLES];
      for (int b = 0; b < EXAMPLES; b++) {
        certified[b] = slacks[b] > 0;
      }
      return certified;
    }

    double[] raised(double[] epsilons) {
      double[] radii = marginRadii.clone();
      new CertifiedRadii(new IntervalCertificate(network, KERNELS, EXAMPLES), epsilons)
          .raise(pixels, classes, radii);
      return radii;
    }
  }
}
