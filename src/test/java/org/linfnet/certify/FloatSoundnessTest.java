package org.linfnet.certify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.data.Standardisation;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.kernel.KernelChoice;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.network.Margin;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;
import org.linfnet.train.TrainedNetwork;

/** The claim of {@code docs/soundness.md}, looked for where rounding is coarse. */
class FloatSoundnessTest {

  private static final DistanceKernels KERNELS = new ScalarKernels();
  private static final int CLASSES = 3;

  /**
   * One pixel, distances of about 2^22, where floats are half a unit apart: at 0.25 the sum 2^22 +
   * 0.25 rounds down, at the next float up, and the margin of 0.25 turns into one of -0.25.
   */
  private static final TrainedNetwork HALF_UNITS =
      SmallNetworks.network(
          new NetworkShape(1, 0, 1, 2),
          new NetworkState(
              new float[] {-0x1p22f, 0x1p22f, 0x1p22f + 1, 0x1p22f + 0.5f}, new float[0]),
          0,
          1);

  private static final float[] QUARTER = {0.25f};

  @Test
  void withoutTheRoundingErrorTheMarginCertifiesWhatIsClassifiedOtherwise() {
    Standardisation units = HALF_UNITS.trainedOn().standardisation();
    double radius = marginRadius(new MarginCertificate(units, new RoundingError(0)));
    float[] neighbour = {Math.nextUp(0.25f)};
    assertThat(new PixelBall(radius).holds(0.25f, neighbour[0])).isTrue();
    assertThat(prediction(HALF_UNITS, neighbour)).isNotEqualTo(prediction(HALF_UNITS, QUARTER));
  }

  @Test
  void withTheRoundingErrorTheMarginCertifiesNothingThere() {
    assertThat(marginRadius(new MarginCertificate(HALF_UNITS, KERNELS))).isZero();
  }

  @Test
  void intervalsCertifyOneFloatAndNotItsNeighbour() {
    double[] slacks = new double[2];
    new IntervalCertificate(HALF_UNITS, KERNELS, 2)
        .bound(
            new float[] {0.25f, 0.25f},
            new int[] {0, 0},
            new double[] {0x1p-30, 0x1p-24},
            2,
            slacks);
    assertThat(slacks[0]).isPositive();
    assertThat(slacks[1]).isNotPositive();
  }

  @ParameterizedTest
  @CsvSource({"1, 1e4", "2, 1e5", "3, 1e5", "4, 1e6", "5, 1e6", "6, 4e6"})
  void noFloatOfACertifiedBallIsClassifiedOtherwiseWhereRoundingIsCoarse(long seed, float offset) {
    TrainedNetwork network = SmallNetworks.coarse(seed, 2, 2, 5, CLASSES, offset);
    Random random = new Random(seed);
    Scorer scorer = new Scorer(network, KERNELS, 1);
    int searched = 0;
    for (int trial = 0; trial < 200; trial++) {
      float[] centre = {random.nextFloat(), random.nextFloat()};
      int label = prediction(network, centre);
      PixelBall ball = new PixelBall(certifiedRadius(network, centre, label));
      for (int point = 0; point < 300 && ball.radius() > 0; point++) {
        float[] near = {draw(ball, centre[0], random), draw(ball, centre[1], random)};
        assertThat(Margin.prediction(scorer.logits(near, 1), 0, CLASSES)).isEqualTo(label);
        searched++;
      }
    }
    assertThat(searched).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "3, 50", "4, 3000"})
  void theLastBitsAtTheCertifiedRadiusChangeNothing(long seed, float offset) {
    int inputs = 12;
    TrainedNetwork network = SmallNetworks.coarse(seed, inputs, 2, 15, CLASSES, offset);
    Random random = new Random(seed);
    Scorer scorer = new Scorer(network, KERNELS, 1);
    for (int trial = 0; trial < 20; trial++) {
      float[] centre = new float[inputs];
      for (int i = 0; i < inputs; i++) {
        centre[i] = random.nextInt(256) / 255f;
      }
      int label = prediction(network, centre);
      PixelBall ball = new PixelBall(certifiedRadius(network, centre, label));
      for (int point = 0; point < 1000; point++) {
        float[] near = new float[inputs];
        for (int i = 0; i < inputs; i++) {
          near[i] = cornerNudged(ball, centre[i], random);
        }
        assertThat(Margin.prediction(scorer.logits(near, 1), 0, CLASSES)).isEqualTo(label);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 3, 5", "2, 17, 19", "3, 64, 33", "4, 100, 7"})
  void bothKindsOfKernelsScoreAndBoundToTheSameBits(long seed, int inputs, int width) {
    TrainedNetwork network = SmallNetworks.random(seed, inputs, 2, width, CLASSES);
    Random random = new Random(seed);
    float[] pixels = new float[5 * inputs];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    assertThat(new Scorer(network, KernelChoice.kernels(), 5).logits(pixels, 5))
        .containsExactly(new Scorer(network, KERNELS, 5).logits(pixels, 5));
    assertThat(RoundingError.of(network, KernelChoice.kernels()))
        .isEqualTo(RoundingError.of(network, KERNELS));
    for (double radius = 0; radius < 0.3; radius += 0.01) {
      assertThat(slacks(network, KernelChoice.kernels(), pixels, radius))
          .containsExactly(slacks(network, KERNELS, pixels, radius));
    }
  }

  private static double marginRadius(MarginCertificate certificate) {
    float[] logits = new Scorer(HALF_UNITS, KERNELS, 1).logits(QUARTER, 1);
    return certificate.radius(logits, 0, 2, 0);
  }

  private static int prediction(TrainedNetwork network, float[] pixels) {
    float[] logits = new Scorer(network, KERNELS, 1).logits(pixels, 1);
    return Margin.prediction(logits, 0, network.shape().classes());
  }

  /** The largest radius that intervals prove, by bisection alone. */
  private static double certifiedRadius(TrainedNetwork network, float[] centre, int label) {
    double[] slack = new double[1];
    IntervalCertificate intervals = new IntervalCertificate(network, KERNELS, 1);
    double proved = 0;
    double failed = 1;
    for (int halving = 0; halving < 45; halving++) {
      double probe = (proved + failed) / 2;
      intervals.bound(centre, new int[] {label}, new double[] {probe}, 1, slack);
      proved = slack[0] > 0 ? probe : proved;
      failed = slack[0] > 0 ? failed : probe;
    }
    return proved;
  }

  private static double[] slacks(
      TrainedNetwork network, DistanceKernels kernels, float[] pixels, double radius) {
    double[] slacks = new double[5];
    double[] radii = {radius, radius, radius, radius, radius};
    new IntervalCertificate(network, kernels, 5)
        .bound(pixels, new int[] {0, 1, 2, 0, 1}, radii, 5, slacks);
    return slacks;
  }

  private static float draw(PixelBall ball, float centre, Random random) {
    float lower = ball.lower(centre);
    float upper = ball.upper(centre);
    float inside = lower + random.nextFloat() * (upper - lower);
    return switch (random.nextInt(4)) {
      case 0 -> lower;
      case 1 -> upper;
      default -> Math.min(Math.max(inside, lower), upper);
    };
  }

  private static float cornerNudged(PixelBall ball, float centre, Random random) {
    boolean up = random.nextBoolean();
    float end = up ? ball.upper(centre) : ball.lower(centre);
    for (int ulps = random.nextInt(4); ulps > 0; ulps--) {
      end = Math.nextAfter(end, centre);
    }
    return end;
  }
}
