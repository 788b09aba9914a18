package org.linfnet.certify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.attack.AttackedNetwork;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.kernel.KernelChoice;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.network.BoundsPass;
import org.linfnet.network.Margin;

/** The claim of {@code docs/soundness.md}, looked for where rounding is coarse. */
class FloatSoundnessTest {

  private static final Kernels KERNELS = Kernels.of(new ScalarKernels());
  private static final Kernels CHOSEN = Kernels.of(KernelChoice.kernels());
  private static final int CLASSES = 3;

  /**
   * One pixel, distances of about 2^22, where floats are half a unit apart: at 0.25 the sum 2^22 +
   * 0.25 rounds down, at the next float up, and the margin of 0.25 turns into one of -0.25.
   */
  private static final EncodedNetwork HALF_UNITS =
      SmallNetworks.pixels(
          1,
          SmallNetworks.prototypes(),
          0,
          1,
          new float[] {-0x1p22f, 0x1p22f, 0x1p22f + 1, 0x1p22f + 0.5f});

  private static final double[] QUARTER = {0.25};

  @Test
  void withoutTheRoundingErrorTheMarginCertifiesWhatIsClassifiedOtherwise() {
    float[] logits = new AttackedNetwork(HALF_UNITS, KERNELS, 1).logits(QUARTER, 1);
    double radius = Margin.of(logits, 0, 2, 0) / 2;
    double[] neighbour = {Math.nextUp(0.25f)};
    assertThat(HALF_UNITS.encoding().holds(0, 0.25, radius, neighbour[0])).isTrue();
    assertThat(prediction(HALF_UNITS, QUARTER)).isZero();
    assertThat(prediction(HALF_UNITS, neighbour)).isOne();
  }

  @Test
  void withTheRoundingErrorTheMarginCertifiesNothingThere() {
    AttackedNetwork scorer = new AttackedNetwork(HALF_UNITS, KERNELS, 1);
    float[] logits = scorer.logits(QUARTER, 1);
    MarginCertificate certificate = new MarginCertificate(HALF_UNITS, KERNELS);
    assertThat(certificate.radius(scorer.networkInputs(), 0, logits, 0, 0)).isZero();
  }

  @Test
  void intervalsCertifyOneFloatAndNotItsNeighbour() {
    double[] slacks = new double[2];
    new BoundsCertificate(HALF_UNITS, KERNELS, 2)
        .bound(
            new double[] {0.25, 0.25},
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
    EncodedNetwork network = SmallNetworks.coarse(seed, 2, 2, 5, CLASSES, offset);
    Random random = new Random(seed);
    AttackedNetwork scorer = new AttackedNetwork(network, KERNELS, 1);
    int searched = 0;
    for (int trial = 0; trial < 200; trial++) {
      double[] centre = {random.nextFloat(), random.nextFloat()};
      int label = prediction(network, centre);
      double radius = certifiedRadius(network, centre, label);
      for (int point = 0; point < 300 && radius > 0; point++) {
        double[] near = {
          draw(network.encoding(), centre[0], radius, random),
          draw(network.encoding(), centre[1], radius, random)
        };
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
    EncodedNetwork network = SmallNetworks.coarse(seed, inputs, 2, 15, CLASSES, offset);
    Random random = new Random(seed);
    AttackedNetwork scorer = new AttackedNetwork(network, KERNELS, 1);
    int searched = 0;
    for (int trial = 0; trial < 20; trial++) {
      double[] centre = new double[inputs];
      for (int i = 0; i < inputs; i++) {
        centre[i] = random.nextInt(256) / 255.0;
      }
      int label = prediction(network, centre);
      double radius = certifiedRadius(network, centre, label);
      for (int point = 0; point < 1000 && radius > 0; point++) {
        double[] near = new double[inputs];
        for (int i = 0; i < inputs; i++) {
          near[i] = cornerNudged(network.encoding(), centre[i], radius, random);
        }
        assertThat(Margin.prediction(scorer.logits(near, 1), 0, CLASSES)).isEqualTo(label);
        searched++;
      }
    }
    assertThat(searched).isGreaterThanOrEqualTo(10_000);
  }

  @ParameterizedTest
  @CsvSource({"1, 3, 5", "2, 17, 19", "3, 64, 33", "4, 100, 7"})
  void bothKindsOfKernelsScoreAndBoundToTheSameBits(long seed, int inputs, int width) {
    EncodedNetwork network = SmallNetworks.random(seed, inputs, 2, width, CLASSES);
    Random random = new Random(seed);
    double[] pixels = new double[5 * inputs];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat();
    }
    assertThat(new AttackedNetwork(network, CHOSEN, 5).logits(pixels, 5))
        .containsExactly(new AttackedNetwork(network, KERNELS, 5).logits(pixels, 5));
    assertThat(roundingError(network, CHOSEN)).isEqualTo(roundingError(network, KERNELS));
    for (double radius = 0; radius < 0.3; radius += 0.01) {
      assertThat(slacks(network, CHOSEN, pixels, radius))
          .containsExactly(slacks(network, KERNELS, pixels, radius));
    }
  }

  private static double roundingError(EncodedNetwork network, Kernels kernels) {
    return new BoundsPass(network.network(), kernels, 1)
        .roundingError(network.state().numbers(), network.encoding().range(1), 0);
  }

  private static int prediction(EncodedNetwork network, double[] pixels) {
    float[] logits = new AttackedNetwork(network, KERNELS, 1).logits(pixels, 1);
    return Margin.prediction(logits, 0, network.network().classes());
  }

  /** The largest radius that intervals prove, by bisection alone. */
  private static double certifiedRadius(EncodedNetwork network, double[] centre, int label) {
    double[] slack = new double[1];
    BoundsCertificate intervals = new BoundsCertificate(network, KERNELS, 1);
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
      EncodedNetwork network, Kernels kernels, double[] pixels, double radius) {
    double[] slacks = new double[5];
    double[] radii = {radius, radius, radius, radius, radius};
    new BoundsCertificate(network, kernels, 5)
        .bound(pixels, new int[] {0, 1, 2, 0, 1}, radii, 5, slacks);
    return slacks;
  }

  private static double draw(Encoding encoding, double centre, double radius, Random random) {
    double lower = encoding.lower(0, centre, radius);
    double upper = encoding.upper(0, centre, radius);
    double inside = encoding.stored(lower + random.nextFloat() * (upper - lower));
    return switch (random.nextInt(4)) {
      case 0 -> lower;
      case 1 -> upper;
      default -> Math.min(Math.max(inside, lower), upper);
    };
  }

  private static double cornerNudged(
      Encoding encoding, double centre, double radius, Random random) {
    boolean up = random.nextBoolean();
    double end = up ? encoding.upper(0, centre, radius) : encoding.lower(0, centre, radius);
    for (int floats = random.nextInt(4); floats > 0; floats--) {
      end = Math.nextAfter((float) end, centre);
    }
    return encoding.holds(0, centre, radius, end) ? end : centre;
  }
}
