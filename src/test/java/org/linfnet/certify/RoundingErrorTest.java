package org.linfnet.certify;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.linfnet.attack.AttackedNetwork;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Shape;
import org.linfnet.network.BoundsPass;
import org.linfnet.network.DistanceNet;

/** The bound of rounding errors that the margin's certificate takes off. */
class RoundingErrorTest {

  private static final Kernels KERNELS = Kernels.of(new ScalarKernels());
  private static final int INPUTS = 7;
  private static final int CLASSES = 3;

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "3, 0", "4, 100", "5, 3000", "6, 100000", "7, -40", "8, 5e6"})
  void holdsTheErrorsAgainstExactArithmetic(long seed, float offset) {
    EncodedNetwork network = SmallNetworks.coarse(seed, INPUTS, 2, 9, CLASSES, offset);
    assertThat(largestError(network, seed)).isLessThanOrEqualTo(new BigDecimal(bound(network)));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "4, 100", "6, 100000"})
  void isLessThanTwentyTimesTheErrorsThatCome(long seed, float offset) {
    EncodedNetwork network = SmallNetworks.coarse(seed, INPUTS, 2, 9, CLASSES, offset);
    BigDecimal bound = new BigDecimal(bound(network));
    assertThat(largestError(network, seed).multiply(BigDecimal.valueOf(20))).isGreaterThan(bound);
  }

  static Stream<EncodedNetwork> affineNetworks() {
    LayerDescription wide = LayerDescription.of("affine", Map.of("outputs", "11"));
    LayerDescription last = LayerDescription.of("affine");
    LayerDescription distance = LayerDescription.of("distance", Map.of("outputs", "8"));
    return Stream.of("relu", "tanh", "logistic")
        .map(LayerDescription::of)
        .flatMap(
            activation ->
                Stream.of(
                    List.of(wide, activation, last), List.of(distance, wide, activation, last)))
        .map(
            layers ->
                SmallNetworks.random(
                    9, SmallNetworks.images(new Shape(1, 1, INPUTS)), CLASSES, layers));
  }

  @ParameterizedTest
  @MethodSource("affineNetworks")
  void holdsTheErrorsOfSumsInAnyOrder(EncodedNetwork network) {
    requireErrorsOfSums(network);
  }

  @ParameterizedTest
  @MethodSource("affineNetworks")
  void holdsTheErrorsOfSumsWhereRoundingIsCoarse(EncodedNetwork network) {
    requireErrorsOfSums(SmallNetworks.coarse(network, 3e4f));
  }

  private static void requireErrorsOfSums(EncodedNetwork network) {
    BigDecimal bound = new BigDecimal(bound(network));
    BigDecimal largest = largestError(network, 9);
    assertThat(largest).isLessThanOrEqualTo(bound);
    assertThat(largest.multiply(BigDecimal.valueOf(500))).isGreaterThan(bound);
  }

  @Test
  void isInfiniteWhereTheNetworkOverflows() {
    float huge = 3e38f;
    EncodedNetwork network =
        SmallNetworks.pixels(
            1,
            new DistanceNet(1, 1, "normal", "batch").layers(),
            0,
            1,
            new float[] {-huge, -huge, huge, huge, 0, 0});
    assertThat(bound(network)).isInfinite();
  }

  @Test
  void isInfiniteWhereASumOverflows() {
    float huge = 2e38f;
    EncodedNetwork network =
        SmallNetworks.pixels(
            2, List.of(LayerDescription.of("affine")), 0, 1, new float[] {huge, huge, 1, 1, 0, 0});
    assertThat(bound(network)).isInfinite();
  }

  private static double bound(EncodedNetwork network) {
    Bounds range = network.encoding().range(1);
    double inputError = Math.ulp(range.largest(network.network().inputSize()));
    return new BoundsPass(network.network(), KERNELS, 1)
        .roundingError(network.state().numbers(), range, inputError);
  }

  /** Of the network itself, and of the same network with its sums in another order. */
  private static BigDecimal largestError(EncodedNetwork network, long seed) {
    AttackedNetwork scored = new AttackedNetwork(network, KERNELS, 1);
    Random random = new Random(seed);
    ShuffledNetwork shuffled = new ShuffledNetwork(network, new Random(seed));
    ExactNetwork exact = new ExactNetwork(network);
    BigDecimal largest = BigDecimal.ZERO;
    for (int trial = 0; trial < 300; trial++) {
      double[] pixels = new double[INPUTS];
      for (int i = 0; i < INPUTS; i++) {
        pixels[i] = random.nextInt(4) == 0 ? random.nextInt(2) : random.nextFloat();
      }
      BigDecimal[] exactLogits = exact.logits(pixels);
      largest = largest.max(error(scored.logits(pixels, 1), exactLogits));
      largest = largest.max(error(shuffled.logits(pixels), exactLogits));
    }
    return largest;
  }

  private static BigDecimal error(float[] logits, BigDecimal[] exact) {
    BigDecimal largest = BigDecimal.ZERO;
    for (int j = 0; j < logits.length; j++) {
      largest = largest.max(new BigDecimal(logits[j]).subtract(exact[j]).abs());
    }
    return largest;
  }
}
