package org.linfnet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.ml.classification.MultilayerPerceptronClassificationModel;
import org.apache.spark.ml.linalg.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.Bounds;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Shape;
import org.linfnet.layer.Slot;

/** MLlib's multilayer perceptron is a network of affine and logistic layers. */
class PerceptronNetworkTest {

  private static final int BATCH = 3;

  static int[][] widths() {
    return new int[][] {{6, 3}, {6, 5, 3}, {6, 4, 5, 2}, {20, 12, 8, 5}};
  }

  @Test
  void oneNeuronIsWhatTheFormulaSays() {
    double[] weights = {2, -1, 0.5, 3, -2, 1, 0.25};
    double hidden = 1 / (1 + Math.exp(-(2 * 0.5 - 1 * 0.25 + 0.5)));
    float[] logits =
        pass(network(new int[] {2, 1, 2}, weights)).logits(new float[] {0.5f, 0.25f}, 1);
    assertThat((double) logits[0]).isCloseTo(3 * hidden + 1, within(5e-7));
    assertThat((double) logits[1]).isCloseTo(-2 * hidden + 0.25, within(5e-7));
  }

  /** As exactly as the rounding errors of the network allow. The weights are floats themselves. */
  @ParameterizedTest
  @MethodSource("widths")
  void logitsAreTheRawPredictionsOfMllib(int[] widths) {
    Random random = new Random(3);
    double[] weights = weights(random, widths);
    NetworkState state = network(widths, weights);
    MultilayerPerceptronClassificationModel model =
        new MultilayerPerceptronClassificationModel("perceptron", Vectors.dense(weights));
    model.set(model.layers(), widths);
    BoundsPass bounds = new BoundsPass(state.network(), Kernels.ofThisJvm(), 1);
    float[] inputs = inputs(random, widths[0]);
    float[] logits = pass(state).logits(inputs, BATCH);
    int classes = widths[widths.length - 1];
    for (int b = 0; b < BATCH; b++) {
      float[] row = Arrays.copyOfRange(inputs, b * widths[0], (b + 1) * widths[0]);
      double error = bounds.roundingError(state.numbers(), new Bounds(row, row), 0);
      assertThat(error).isLessThan(2e-4);
      double[] raw = model.predictRaw(Vectors.dense(toDouble(row))).toArray();
      for (int j = 0; j < classes; j++) {
        assertThat((double) logits[b * classes + j]).isCloseTo(raw[j], within(error + 1e-12));
      }
    }
  }

  private static double[] toDouble(float[] values) {
    double[] exact = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      exact[i] = values[i];
    }
    return exact;
  }

  @ParameterizedTest
  @MethodSource("widths")
  void theInputGradientAgreesWithDifferences(int[] widths) {
    Random random = new Random(3);
    ScoringPass pass = pass(network(widths, weights(random, widths)));
    float[] inputs = inputs(random, widths[0]);
    float[] logitGradient = new float[BATCH * widths[widths.length - 1]];
    for (int j = 0; j < logitGradient.length; j++) {
      logitGradient[j] = (float) random.nextGaussian();
    }
    pass.logits(inputs, BATCH);
    float[] gradient = pass.inputGradient(logitGradient);
    float step = 1f / 64;
    for (int i = 0; i < inputs.length; i++) {
      float[] moved = inputs.clone();
      moved[i] = inputs[i] + step;
      double above = climbed(pass, moved, logitGradient);
      moved[i] = inputs[i] - step;
      double below = climbed(pass, moved, logitGradient);
      assertThat((double) gradient[i]).isCloseTo((above - below) / (2 * step), within(1e-3));
    }
  }

  @Test
  void anExamplesLogitsAndGradientDoNotDependOnThoseBesideIt() {
    int[] widths = {6, 5, 3};
    ScoringPass pass = pass(network(widths, weights(new Random(4), widths)));
    float[] inputs = {9, 9, 9, 9, 9, 9, 1, 2, 3, 4, 5, 6, -9, -9, -9, -9, -9, -9};
    float[] logitGradient = {7, 7, 7, 1, -1, 0.5f, 3, 3, 3};
    float[] beside = Arrays.copyOfRange(pass.logits(inputs, BATCH), 3, 6);
    float[] gradientBeside = Arrays.copyOfRange(pass.inputGradient(logitGradient), 6, 12);
    float[] alone = Arrays.copyOf(pass.logits(Arrays.copyOfRange(inputs, 6, 12), 1), 3);
    float[] gradientAlone = pass.inputGradient(Arrays.copyOfRange(logitGradient, 3, 6));
    assertThat(alone).containsExactly(beside);
    assertThat(gradientAlone).containsExactly(gradientBeside);
  }

  /** MLlib keeps each layer's weights column by column, and then its bias. */
  private static NetworkState network(int[] widths, double[] weights) {
    List<LayerDescription> layers = new ArrayList<>();
    for (int l = 1; l < widths.length; l++) {
      layers.add(LayerDescription.of("affine", Map.of("outputs", Integer.toString(widths[l]))));
      if (l < widths.length - 1) {
        layers.add(LayerDescription.of("logistic"));
      }
    }
    Network network = new Network(Shape.vector(widths[0]), widths[widths.length - 1], layers);
    float[] numbers = new float[network.size()];
    int at = 0;
    for (int l = 1; l < widths.length; l++) {
      Slot matrix = network.slots().get(2 * l - 2);
      for (int i = 0; i < widths[l - 1]; i++) {
        for (int k = 0; k < widths[l]; k++) {
          numbers[matrix.at() + k * widths[l - 1] + i] = (float) weights[at++];
        }
      }
      for (int k = 0; k < widths[l]; k++) {
        numbers[matrix.end() + k] = (float) weights[at++];
      }
    }
    return new NetworkState(network, numbers);
  }

  private static ScoringPass pass(NetworkState state) {
    return new ScoringPass(state, Kernels.ofThisJvm(), BATCH);
  }

  private static double climbed(ScoringPass pass, float[] inputs, float[] logitGradient) {
    float[] logits = pass.logits(inputs, BATCH);
    double sum = 0;
    for (int j = 0; j < logitGradient.length; j++) {
      sum += (double) logitGradient[j] * logits[j];
    }
    return sum;
  }

  private static float[] inputs(Random random, int width) {
    float[] inputs = new float[BATCH * width];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    return inputs;
  }

  /** Doubles that are floats too. */
  private static double[] weights(Random random, int[] widths) {
    int count = 0;
    for (int l = 1; l < widths.length; l++) {
      count += (widths[l - 1] + 1) * widths[l];
    }
    return random.doubles(count, -1, 1).map(weight -> (float) weight).toArray();
  }
}
