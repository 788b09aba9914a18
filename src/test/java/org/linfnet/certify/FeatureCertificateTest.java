package org.linfnet.certify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.data.FeatureScaling;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.network.Margin;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;
import org.linfnet.network.ScoringPass;
import org.linfnet.network.StartingWeights;
import org.linfnet.train.FeatureNetwork;

class FeatureCertificateTest {

  private static final ScalarKernels KERNELS = new ScalarKernels();

  @Test
  void aRadiusIsHalfTheMarginInTheUnitOfACommonScale() {
    FeatureNetwork network = network(new double[] {1, 2}, new double[] {10, 10});
    // Inputs (3, 0): the logits are -3 and -1, the margin is 2, and half of it 10 times 1.
    double radius = radius(network, new double[] {31, 2});

    assertThat(radius).isLessThan(10).isGreaterThan(9.9999);
  }

  @Test
  void aRadiusCountsScalesWhereTheyDiffer() {
    FeatureNetwork network = network(new double[] {1, 2}, new double[] {10, 1000});

    assertThat(radius(network, new double[] {31, 2})).isLessThan(1).isGreaterThan(0.99999);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.MAX_VALUE, 1e38, 1e9})
  void nothingIsCertifiedWhereFloatsGiveOut(double feature) {
    FeatureNetwork network = network(new double[] {0, 0}, new double[] {1, 1});

    assertThat(radius(network, new double[] {feature, -feature})).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void noCornerOfTheBoxIsClassifiedOtherwise(int seed) {
    Random random = new Random(seed);
    NetworkShape shape = new NetworkShape(3, 1, 8, 3);
    FeatureScaling scaling =
        new FeatureScaling(new double[] {1e6, 0, -3}, new double[] {100, 1e-3, 1});
    FeatureNetwork network =
        new FeatureNetwork(shape, StartingWeights.NORMAL.draw(shape, random), scaling);
    double[] features = {
      1e6 + 100 * random.nextGaussian(), 1e-3 * random.nextGaussian(), random.nextGaussian() - 3
    };
    double radius = radius(network, features);
    int prediction = prediction(network, features);
    for (int corner = 0; corner < 8; corner++) {
      double[] moved = features.clone();
      for (int i = 0; i < 3; i++) {
        double away = Math.nextDown(radius) * scaling.scales()[i] * (1 - 1e-9);
        moved[i] += (corner >> i & 1) == 0 ? away : -away;
      }
      assertThat(prediction(network, moved)).isEqualTo(prediction);
    }
  }

  /** No hidden layers: prototypes (0, 0) and (2, 0). */
  private static FeatureNetwork network(double[] centres, double[] scales) {
    NetworkShape shape = new NetworkShape(2, 0, 1, 2);
    NetworkState state = new NetworkState(new float[] {0, 0, 2, 0, 0, 0}, new float[0]);
    return new FeatureNetwork(shape, state, new FeatureScaling(centres, scales));
  }

  private static double radius(FeatureNetwork network, double[] features) {
    float[] inputs = inputs(network, features);
    float[] logits =
        new ScoringPass(network.shape(), network.state(), KERNELS, 1).logits(inputs, 1);
    int prediction = Margin.prediction(logits, 0, network.shape().classes());
    return new FeatureCertificate(network, KERNELS).radius(inputs, 0, logits, 0, prediction);
  }

  private static int prediction(FeatureNetwork network, double[] features) {
    float[] logits =
        new ScoringPass(network.shape(), network.state(), KERNELS, 1)
            .logits(inputs(network, features), 1);
    return Margin.prediction(logits, 0, network.shape().classes());
  }

  private static float[] inputs(FeatureNetwork network, double[] features) {
    float[] inputs = new float[features.length];
    network.scaling().scale(features, 0, inputs, 0);
    return inputs;
  }
}
