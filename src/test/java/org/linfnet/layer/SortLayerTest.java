package org.linfnet.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.RandomStream;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.ScalarKernels;

class SortLayerTest extends LayerContract {

  @Override
  Stream<LayerCase> kinds() {
    return Stream.of(sort(5, "6", "0.6"), sort(14, "3", "0.3"), sort(4, "2", "1"));
  }

  private static LayerCase sort(int inputs, String outputs, String keep) {
    return LayerCase.of(
        "sort", Map.of("outputs", outputs, "keep", keep), inputs, SortLayerTest::formula);
  }

  private static double[] formula(Layer layer, Step step, double[] numbers, double[] inputs) {
    int n = layer.inputs().size();
    int outputs = layer.outputs().size();
    double[] y = new double[inputs.length / n * outputs];
    for (int k = 0; k < y.length; k++) {
      int example = k / outputs;
      int row = layer.slots().get(0).at() + k % outputs * n;
      y[k] =
          neuron(
              (SortLayer) layer,
              step,
              example / SortLayer.GROUP,
              i -> Math.abs(inputs[example * n + i] - numbers[row + i]));
    }
    return y;
  }

  private static double neuron(
      SortLayer layer, Step step, int group, IntToDoubleFunction difference) {
    int n = layer.inputs().size();
    if (step.phase() == Step.Phase.TRAINING) {
      return norm(Arrays.stream(layer.kept(step, group)).mapToDouble(difference), step.p());
    }
    if (!Float.isInfinite(step.p())) {
      return norm(IntStream.range(0, n).mapToDouble(difference), step.p());
    }
    double[] sorted =
        IntStream.range(0, n).mapToDouble(i -> -difference.applyAsDouble(i)).sorted().toArray();
    int counted = Math.min(10, n);
    double q = layer.keep();
    double sum = 0;
    for (int k = 0; k < counted; k++) {
      sum -= q * Math.pow(1 - q, k) * sorted[k];
    }
    return sum / (1 - Math.pow(1 - q, counted));
  }

  private static double norm(DoubleStream differences, float p) {
    double[] all = differences.toArray();
    double largest = Arrays.stream(all).max().orElseThrow();
    return Float.isInfinite(p)
        ? largest
        : largest * Math.pow(Arrays.stream(all).map(d -> Math.pow(d / largest, p)).sum(), 1.0 / p);
  }

  @Test
  void theSumWorkedOutByHand() {
    Layer layer = sort(3, "1", "0.5").layer();
    float[] numbers = new float[layer.slots().get(0).end()];
    // Differences 4, 2 and 1 with shares 4/7, 2/7 and 1/7.
    assertThat(LayerCase.forward(layer, Step.scoring(), numbers, new float[] {1, -4, 2}))
        .containsExactly(new float[] {3}, within(1e-6f));
  }

  /** Groups draw anew, and the same step draws the same. */
  @Test
  void eachGroupOfAStepKeepsItsOwnShareOfTheInputs() {
    SortLayer layer = (SortLayer) sort(1000, "2", "0.75").layer();
    Step step = Step.training(8, new RandomStream(3));
    assertThat(layer.kept(step, 0))
        .isEqualTo(layer.kept(step, 0))
        .isNotEqualTo(layer.kept(step, 1));
    assertThat(layer.kept(step, 0)).hasSizeBetween(700, 800).isSorted();
    assertThat(layer.kept(Step.training(8, new RandomStream(4)), 0))
        .isNotEqualTo(layer.kept(step, 0));
  }

  /** Ten groups, the last of them not full, at a p whose gradients the forward pass prepares. */
  @Test
  void gradientsOfManyGroupsAreThoseOfTheFormula() {
    LayerCase kind = sort(40, "3", "0.5").in(Step.training(60, new RandomStream(5)));
    Layer layer = kind.layer();
    int batch = 9 * SortLayer.GROUP + 3;
    float[] numbers = LayerCase.numbers(layer, new Random(6), 1);
    float[] input = LayerCase.gaussian(batch * 40, new Random(7), 1);
    double[] expected =
        formula(layer, kind.step(), LayerCase.toDouble(numbers), LayerCase.toDouble(input));
    float[] output = LayerCase.forward(layer, kind.step(), numbers, input);
    for (int k = 0; k < output.length; k++) {
      assertThat((double) output[k]).isCloseTo(expected[k], within(1e-4));
    }
  }

  /** At p = 60 the forward pass keeps derivatives; at 8 and infinity gradients read the weights. */
  @ParameterizedTest
  @ValueSource(floats = {8, 60, Float.POSITIVE_INFINITY})
  void eachGroupTakesItsGradientsOfItsOwnInputs(float p) {
    Training training = new Training(40, 3, 2 * SortLayer.GROUP + 3, p, Kernels.ofThisJvm());
    double[] byInputs = new double[training.inputs.length];
    double[] byNumbers = new double[training.numbers.length];
    training.addExpected(byInputs, byNumbers);
    float[] inputGradient = new float[byInputs.length];
    float[] sums = new float[byNumbers.length];
    training.step(inputGradient, sums);
    assertThat(LayerCase.toDouble(inputGradient)).containsExactly(byInputs, within(1e-4));
    assertThat(LayerCase.toDouble(sums)).containsExactly(byNumbers, within(1e-3));
  }

  /**
   * The kept weights of a group are copied in each pass, but into the same room. Vectors are
   * objects until they are compiled, so the kernels are scalar.
   */
  @ParameterizedTest
  @ValueSource(floats = {8, Float.POSITIVE_INFINITY})
  void aStepAllocatesNoRoomForTheWeightsOfAGroup(float p) {
    Training training =
        new Training(500, 400, 4 * SortLayer.GROUP, p, Kernels.of(new ScalarKernels()));
    float[] inputGradient = new float[training.inputs.length];
    float[] sums = new float[training.numbers.length];
    training.step(inputGradient, sums);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    training.step(inputGradient, sums);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .isLessThan((long) Float.BYTES * sums.length / 2);
  }

  /** Blocks of one layer in one step of training. */
  private static final class Training {

    private final SortLayer layer;
    private final Step step;
    private final int batch;
    private final LayerPass pass;
    private final float[] numbers;
    private final float[] inputs;
    private final float[] outputs;
    private final float[] outputGradient;

    Training(int inputCount, int outputCount, int batch, float p, Kernels kernels) {
      this.layer = (SortLayer) sort(inputCount, Integer.toString(outputCount), "0.5").layer();
      this.step = Step.training(p, new RandomStream(5));
      this.batch = batch;
      this.pass = layer.pass(kernels, batch);
      this.numbers = LayerCase.numbers(layer, new Random(6), 1);
      this.inputs = LayerCase.gaussian(batch * inputCount, new Random(7), 1);
      this.outputs = new float[batch * outputCount];
      this.outputGradient = LayerCase.gaussian(batch * outputCount, new Random(8), 1);
    }

    void step(float[] inputGradient, float[] sums) {
      LayerBlock block = new LayerBlock(step, numbers, batch, inputs, outputs);
      pass.forward(block);
      pass.inputGradient(block, outputGradient, inputGradient);
      pass.slotGradient(block, outputGradient, sums);
    }

    void addExpected(double[] byInputs, double[] byNumbers) {
      for (int b = 0; b < batch; b++) {
        int[] kept = layer.kept(step, b / SortLayer.GROUP);
        for (int o = 0; o < layer.outputs().size(); o++) {
          addExpected(kept, b, o, byInputs, byNumbers);
        }
      }
    }

    private void addExpected(int[] kept, int b, int o, double[] byInputs, double[] byNumbers) {
      int row = b * layer.inputs().size();
      int weights = layer.slots().get(0).at() + o * layer.inputs().size();
      double y =
          norm(
              Arrays.stream(kept)
                  .mapToDouble(i -> inputs[row + i] - numbers[weights + i])
                  .map(Math::abs),
              step.p());
      for (int i : kept) {
        double difference = inputs[row + i] - numbers[weights + i];
        double ratio = Math.min(1, Math.abs(difference) / y);
        double share = ratio == 1 ? 1 : Math.pow(ratio, step.p() - 1);
        double term =
            outputGradient[b * layer.outputs().size() + o] * Math.signum(difference) * share;
        byInputs[row + i] += term;
        byNumbers[weights + i] -= term;
      }
    }
  }

  @Test
  void aShareThatIsNoneIsRefused() {
    assertThatThrownBy(() -> sort(3, "2", "0").layer())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("keep is 0");
  }
}
