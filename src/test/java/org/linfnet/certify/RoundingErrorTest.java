package org.linfnet.certify;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;
import org.linfnet.train.TrainedNetwork;

class RoundingErrorTest {

  private static final DistanceKernels KERNELS = new ScalarKernels();
  private static final int INPUTS = 7;
  private static final int CLASSES = 3;

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 0", "3, 0", "4, 100", "5, 3000", "6, 100000", "7, -40", "8, 5e6"})
  void holdsTheErrorsAgainstExactArithmetic(long seed, float offset) {
    TrainedNetwork network = SmallNetworks.coarse(seed, INPUTS, 2, 9, CLASSES, offset);
    BigDecimal bound = new BigDecimal(RoundingError.of(network, KERNELS).bound());
    assertThat(largestError(network, seed)).isLessThanOrEqualTo(bound);
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "4, 100", "6, 100000"})
  void isLessThanTwentyTimesTheErrorsThatCome(long seed, float offset) {
    TrainedNetwork network = SmallNetworks.coarse(seed, INPUTS, 2, 9, CLASSES, offset);
    BigDecimal bound = new BigDecimal(RoundingError.of(network, KERNELS).bound());
    assertThat(largestError(network, seed).multiply(BigDecimal.valueOf(20))).isGreaterThan(bound);
  }

  @Test
  void isInfiniteWhereTheNetworkOverflows() {
    float huge = 3e38f;
    TrainedNetwork network =
        SmallNetworks.network(
            new NetworkShape(1, 1, 1, 2),
            new NetworkState(new float[] {-huge, huge, huge, 0, 0}, new float[] {-huge}),
            0,
            1);
    assertThat(RoundingError.of(network, KERNELS).bound()).isInfinite();
  }

  private static BigDecimal largestError(TrainedNetwork network, long seed) {
    Scorer scorer = new Scorer(network, KERNELS, 1);
    ExactNetwork exact = new ExactNetwork(network);
    Random random = new Random(seed);
    BigDecimal largest = BigDecimal.ZERO;
    for (int trial = 0; trial < 300; trial++) {
      float[] pixels = new float[INPUTS];
      for (int i = 0; i < INPUTS; i++) {
        pixels[i] = random.nextInt(4) == 0 ? random.nextInt(2) : random.nextFloat();
      }
      float[] logits = scorer.logits(pixels, 1);
      BigDecimal[] exactLogits = exact.logits(pixels);
      for (int j = 0; j < CLASSES; j++) {
        largest = largest.max(ExactNetwork.exact(logits[j]).subtract(exactLogits[j]).abs());
      }
    }
    return largest;
  }
}
