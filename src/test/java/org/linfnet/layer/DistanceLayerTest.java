package org.linfnet.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.RandomStream;

class DistanceLayerTest extends LayerContract {

  @Override
  Stream<LayerCase> kinds() {
    return Stream.of(
        LayerCase.of("distance", Map.of("outputs", "6"), 5, DistanceLayerTest::formula));
  }

  private static final RandomStream STREAM = new RandomStream(1);

  static double[] formula(Layer layer, Step step, double[] numbers, double[] inputs) {
    int width = layer.inputs().size();
    int outputs = layer.outputs().size();
    int weightsAt = layer.slots().get(0).at();
    double[] y = new double[inputs.length / width * outputs];
    for (int k = 0; k < y.length; k++) {
      double[] differences = new double[width];
      for (int i = 0; i < width; i++) {
        double w = numbers[weightsAt + k % outputs * width + i];
        differences[i] = Math.abs(inputs[k / outputs * width + i] - w);
      }
      y[k] = norm(differences, step.p());
    }
    return y;
  }

  private static double norm(double[] differences, float p) {
    double largest = Arrays.stream(differences).max().orElseThrow();
    if (Float.isInfinite(p)) {
      return largest;
    }
    double sum = Arrays.stream(differences).map(d -> Math.pow(d / largest, p)).sum();
    return largest * Math.pow(sum, 1.0 / p);
  }

  private static LayerCase distance(int inputs, String outputs, String start) {
    return LayerCase.of(
        "distance", Map.of("outputs", outputs, "start", start), inputs, DistanceLayerTest::formula);
  }

  @ParameterizedTest
  @CsvSource({"2, 5", "Infinity, 4", "1, 7"})
  void isTheNormOfADifference(float p, float expected) {
    Layer layer = distance(2, "1", "normal").layer();
    float[] numbers = new float[layer.slots().get(0).end()];
    numbers[layer.slots().get(0).at()] = 1;
    numbers[layer.slots().get(0).at() + 1] = -2;
    assertThat(LayerCase.forward(layer, Step.scoring(p), numbers, new float[] {-2, 2}))
        .containsExactly(new float[] {expected}, within(1e-6f));
  }

  /** Where most terms vanish, the forward pass hands the others to the backward pass. */
  @ParameterizedTest
  @ValueSource(floats = {30, 200, 1000})
  void gradientsAtALargePAreDifferencesToo(float p) {
    LayerChecks checks = new LayerChecks(distance(40, "30", "normal").in(Step.training(p, STREAM)));
    checks.forward();
    checks.gradients();
    checks.backward();
    checks.aPassIsUsedAgain();
  }

  @Test
  void withoutOutputsItHasOneAClass() {
    Layer layer = LayerCase.of("distance", Map.of(), 5, DistanceLayerTest::formula).layer();
    assertThat(layer.outputs()).isEqualTo(Shape.vector(3));
  }

  @Test
  void normalWeightsHaveUnitVariance() {
    Layer layer = distance(100, "100", "normal").layer();
    float[] numbers = started(layer);
    Slot weights = layer.slots().get(0);
    double variance =
        IntStream.range(weights.at(), weights.end())
            .mapToDouble(i -> numbers[i] * (double) numbers[i])
            .average()
            .orElseThrow();
    assertThat(variance).isCloseTo(1, within(0.05));
    assertThat(IntStream.range(0, weights.at()).filter(i -> numbers[i] != 0)).isEmpty();
  }

  @Test
  void identityCopiesInputsWhereALayerIsWideEnough() {
    Layer layer = distance(3, "5", "identity").layer();
    float[] numbers = started(layer);
    int at = layer.slots().get(0).at();
    for (int k = 0; k < 5; k++) {
      for (int i = 0; i < 3; i++) {
        assertThat(numbers[at + k * 3 + i] == -10f).as("%d, %d", k, i).isEqualTo(i == k % 3);
      }
    }
  }

  @Test
  void identityIsNormalWhereALayerIsNarrower() {
    assertThat(started(distance(4, "3", "identity").layer()))
        .containsExactly(started(distance(4, "3", "normal").layer()));
  }

  private static float[] started(Layer layer) {
    float[] numbers = new float[layer.slots().get(0).end()];
    layer.start(numbers, new Random(3));
    return numbers;
  }

  @Test
  void anotherStartIsRefused() {
    assertThatThrownBy(() -> distance(4, "3", "zero").layer())
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("layer 2 (distance): start is zero; it must be identity or normal");
  }

  @Test
  void weightsDecayByTheirRows() {
    assertThat(distance(4, "3", "normal").layer().slots().get(0).update().decay())
        .isEqualTo(new RowNormDecay(4));
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2, 100", "3, 100000", "4, 5e6"})
  void noFloatIsFurtherFromExactArithmetic(long seed, float offset) {
    Random random = new Random(seed);
    Layer layer = distance(7, "9", "normal").layer();
    float[] numbers = LayerCase.numbers(layer, random, 1);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] -= offset;
    }
    Bounds box = Boxes.random(7, random, 2);
    double bound = layer.roundingError(numbers, box, LayerCase.bounds(layer, numbers, box));
    BigDecimal largest = BigDecimal.ZERO;
    for (int trial = 0; trial < 300; trial++) {
      float[] point = Boxes.point(box, random);
      float[] output = LayerCase.forward(layer, Step.scoring(), numbers, point);
      for (int k = 0; k < output.length; k++) {
        BigDecimal exact = exact(point, numbers, layer.slots().get(0).at() + k * 7);
        largest = largest.max(new BigDecimal(output[k]).subtract(exact).abs());
      }
    }
    assertThat(largest).isLessThanOrEqualTo(new BigDecimal(bound));
    assertThat(largest.multiply(BigDecimal.TEN)).isGreaterThan(new BigDecimal(bound));
  }

  private static BigDecimal exact(float[] point, float[] numbers, int rowAt) {
    BigDecimal largest = BigDecimal.ZERO;
    for (int i = 0; i < point.length; i++) {
      BigDecimal difference = new BigDecimal(point[i]).subtract(new BigDecimal(numbers[rowAt + i]));
      largest = largest.max(difference.abs());
    }
    return largest;
  }
}
