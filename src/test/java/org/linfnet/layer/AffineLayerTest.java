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

class AffineLayerTest extends LayerContract {

  @Override
  Stream<LayerCase> kinds() {
    return Stream.of(LayerCase.of("affine", Map.of("outputs", "6"), 5, AffineLayerTest::formula));
  }

  static double[] formula(Layer layer, Step step, double[] numbers, double[] inputs) {
    int width = layer.inputs().size();
    int outputs = layer.outputs().size();
    double[] y = new double[inputs.length / width * outputs];
    for (int k = 0; k < y.length; k++) {
      y[k] = numbers[layer.slots().get(1).at() + k % outputs];
      for (int i = 0; i < width; i++) {
        double w = numbers[layer.slots().get(0).at() + k % outputs * width + i];
        y[k] += w * inputs[k / outputs * width + i];
      }
    }
    return y;
  }

  private static Layer affine(int inputs, int outputs) {
    return LayerCase.of(
            "affine",
            Map.of("outputs", Integer.toString(outputs)),
            inputs,
            AffineLayerTest::formula)
        .layer();
  }

  private static float[] numbers(Layer layer, float... values) {
    float[] numbers = new float[layer.slots().get(1).end()];
    System.arraycopy(values, 0, numbers, layer.slots().get(0).at(), values.length);
    return numbers;
  }

  @Test
  void isTheProductAndTheBias() {
    Layer layer = affine(3, 2);
    float[] numbers = numbers(layer, 1, 2, 3, -1, 0, 4, 10, 20);
    float[] input = {1, 1, 1, 2, 0, -1};
    assertThat(LayerCase.forward(layer, Step.scoring(), numbers, input))
        .containsExactly(16, 23, 9, 14);
  }

  /** Each product of a coefficient and a weight is just above half of the smallest float. */
  @Test
  void linesAllowForProductsThatUnderflowHoweverSmallTheirCoefficients() {
    int inputs = 784;
    Layer layer = affine(inputs, 2);
    float[] weights = new float[2 * inputs];
    Arrays.fill(weights, 0x1p-60f);
    float[] numbers = numbers(layer, weights);
    Bounds box = Bounds.of(1, inputs);
    Arrays.fill(box.lower(), 0.8f);
    Arrays.fill(box.upper(), 1f);
    LinearBounds above = LinearBounds.of(LinearBounds.Below.LEAST_AREA, new int[1], 2);
    Arrays.fill(above.coefficients(), 0x1.000002p-90f);
    LinearBounds below = above.unfilled(inputs);
    LayerPass pass = LayerCase.pass(layer, 1);
    BoundsBlock block = new BoundsBlock(numbers, 1, box, Bounds.of(1, 2));
    pass.bounds(block);
    pass.linear(block, above, below);
    float[] output = LayerCase.forward(layer, Step.scoring(), numbers, box.lower());
    double sum = (double) 0x1.000002p-90f * output[0] + (double) 0x1.000002p-90f * output[1];
    assertThat(below.least(0, box)).isLessThanOrEqualTo(sum);
  }

  @Test
  void startsWithOutputsAsLargeAsItsInputs() {
    Layer layer = affine(100, 100);
    float[] numbers = new float[layer.slots().get(1).end()];
    layer.start(numbers, new Random(3));
    Slot weights = layer.slots().get(0);
    double variance =
        IntStream.range(weights.at(), weights.end())
            .mapToDouble(i -> numbers[i] * (double) numbers[i])
            .average()
            .orElseThrow();
    assertThat(100 * variance).isCloseTo(1, within(0.05));
    assertThat(IntStream.range(weights.end(), numbers.length).filter(i -> numbers[i] != 0))
        .isEmpty();
  }

  @Test
  void theLargestRowIsHowFarAnOutputCanMove() {
    Layer layer = affine(3, 2);
    float[] numbers = numbers(layer, 1, -2, 3, -1, 0, 4, 10, 20);
    assertThat(layer.lipschitz(numbers)).isBetween(6.0, 6 + 1e-12);
  }

  /** A sum in double loses what is too small beside it, and the bound must not. */
  @Test
  void theBoundOfALongRowHoldsWhatADoubleLoses() {
    int inputs = 1 << 16;
    Layer layer = affine(inputs, 1);
    float[] numbers = new float[layer.slots().get(1).end()];
    int at = layer.slots().get(0).at();
    Arrays.fill(numbers, at, at + inputs, 0x1p-54f);
    numbers[at] = 1;
    double exact = 1 + (inputs - 1) * 0x1p-54;
    assertThat(layer.lipschitz(numbers)).isGreaterThanOrEqualTo(exact);
    float[] ones = new float[inputs];
    Arrays.fill(ones, 1);
    Bounds box = new Bounds(ones, ones);
    double error = layer.roundingError(numbers, box, LayerCase.bounds(layer, numbers, box));
    assertThat(error).isGreaterThanOrEqualTo(new FloatSums(inputs + 1).error(exact));
  }

  /** One sum of a row, in a random order, each product fused with its addition or not. */
  private static float shuffledSum(
      float[] numbers, int rowAt, float[] point, float bias, Random random) {
    int[] order = IntStream.range(0, point.length).toArray();
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    float[] lanes = new float[1 + random.nextInt(4)];
    boolean fused = random.nextBoolean();
    lanes[0] = random.nextBoolean() ? bias : 0;
    boolean biasLast = lanes[0] != bias;
    for (int k = 0; k < order.length; k++) {
      float w = numbers[rowAt + order[k]];
      float x = point[order[k]];
      int lane = k % lanes.length;
      lanes[lane] = fused ? Math.fma(w, x, lanes[lane]) : lanes[lane] + w * x;
    }
    float sum = lanes[0];
    for (int lane = 1; lane < lanes.length; lane++) {
      sum += lanes[lane];
    }
    return biasLast ? sum + bias : sum;
  }

  /** Weights of very unlike sizes, so that sums cancel. */
  private static float[] roughNumbers(Layer layer, Random random, double scale) {
    float[] numbers = LayerCase.numbers(layer, random, scale);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] *= (float) Math.pow(2, random.nextInt(20) - 10);
    }
    return numbers;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1",
    "3, 1, 1",
    "30, 1, 1",
    "300, 1, 1",
    "30, 1e-22, 1e-22",
    "30, 1e-44, 1",
    "30, 1e15, 1e15",
    "300, 1e-3, 1e6"
  })
  void noOrderOfSummationLeavesTheBounds(int inputs, double weightScale, double inputScale) {
    Random random = new Random(inputs);
    Layer layer = affine(inputs, 5);
    int weightsAt = layer.slots().get(0).at();
    int biasAt = layer.slots().get(1).at();
    for (int trial = 0; trial < 40; trial++) {
      float[] numbers = roughNumbers(layer, random, weightScale);
      Bounds box = Boxes.random(inputs, random, inputScale);
      if (trial % 2 == 0) {
        System.arraycopy(box.lower(), 0, box.upper(), 0, inputs);
      }
      Bounds bounds = LayerCase.bounds(layer, numbers, box);
      for (int k = 0; k < 5; k++) {
        for (int points = 0; points < 30; points++) {
          int rowAt = weightsAt + k * inputs;
          float[] point =
              points < 20 ? corner(numbers, rowAt, box, points % 2 == 0) : Boxes.point(box, random);
          assertThat(shuffledSum(numbers, rowAt, point, numbers[biasAt + k], random))
              .isBetween(bounds.lower()[k], bounds.upper()[k]);
        }
      }
    }
  }

  /** Where one output is largest, or smallest. */
  private static float[] corner(float[] numbers, int rowAt, Bounds box, boolean largest) {
    float[] point = new float[box.lower().length];
    for (int i = 0; i < point.length; i++) {
      boolean upper = numbers[rowAt + i] >= 0 == largest;
      point[i] = upper ? box.upper()[i] : box.lower()[i];
    }
    return point;
  }

  @Test
  void boundsAreHardlyWiderThanTheOutputs() {
    Random random = new Random(2);
    Layer layer = affine(20, 5);
    float[] numbers = LayerCase.numbers(layer, random, 1);
    Bounds box = Boxes.random(20, random, 1);
    Bounds bounds = LayerCase.bounds(layer, numbers, box);
    for (int k = 0; k < 5; k++) {
      int rowAt = layer.slots().get(0).at() + k * 20;
      float[] least = corner(numbers, rowAt, box, false);
      float[] most = corner(numbers, rowAt, box, true);
      assertThat(LayerCase.forward(layer, Step.scoring(), numbers, least)[k])
          .isCloseTo(bounds.lower()[k], within(5e-4f));
      assertThat(LayerCase.forward(layer, Step.scoring(), numbers, most)[k])
          .isCloseTo(bounds.upper()[k], within(5e-4f));
    }
  }

  /** y_0 = 2 x + z and y_1 = x + z over x in 1..3, z in -5..5: y_0 leads by x, which is 1. */
  @Test
  void leadsAreThoseOfDifferencesOfRows() {
    Layer layer = affine(2, 2);
    float[] numbers = numbers(layer, 2, 1, 1, 1, 0.5f, 0.25f);
    Bounds box = new Bounds(new float[] {1, -5}, new float[] {3, 5});
    assertThat(LayerCase.leads(layer, numbers, box).values()[1]).isBetween(1.2499, 1.25);
  }

  @Test
  void noClassLeadsWhereASumCanOverflow() {
    Layer layer = affine(2, 2);
    float[] numbers = numbers(layer, 2e19f, -2e19f, 0, 0, 0, 0);
    float[] huge = {2e19f, 2e19f};
    assertThat(LayerCase.leads(layer, numbers, new Bounds(huge, huge)).values()[1])
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void rowsOnTheL1BallStartThere() {
    Layer layer =
        LayerCase.of(
                "affine", Map.of("outputs", "40", "rows", "l1-ball"), 30, AffineLayerTest::formula)
            .layer();
    float[] numbers = new float[layer.slots().get(1).end()];
    layer.start(numbers, new Random(1));
    assertThat(layer.lipschitz(numbers)).isBetween(0.999999, 1.000001);
  }

  @Test
  void boundsAreInfiniteWhereASumCanOverflow() {
    Layer layer = affine(2, 1);
    float[] numbers = numbers(layer, 2e19f, -2e19f, 0);
    float[] huge = {2e19f, 2e19f};
    Bounds bounds = LayerCase.bounds(layer, numbers, new Bounds(huge, huge));
    assertThat(bounds.lower()[0]).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(bounds.upper()[0]).isEqualTo(Float.POSITIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 100, 700})
  void noFloatIsFurtherFromExactArithmetic(int inputs) {
    Random random = new Random(inputs);
    Layer layer = affine(inputs, 3);
    for (int trial = 0; trial < 10; trial++) {
      float[] numbers = roughNumbers(layer, random, 1);
      Bounds box = Boxes.random(inputs, random, 1);
      BigDecimal bound =
          new BigDecimal(layer.roundingError(numbers, box, LayerCase.bounds(layer, numbers, box)));
      float[] point = Boxes.point(box, random);
      float[] output = LayerCase.forward(layer, Step.scoring(), numbers, point);
      for (int k = 0; k < 3; k++) {
        int rowAt = layer.slots().get(0).at() + k * inputs;
        float bias = numbers[layer.slots().get(1).at() + k];
        BigDecimal exact = exact(numbers, rowAt, point, bias);
        assertThat(distance(output[k], exact)).isLessThanOrEqualTo(bound);
        float shuffled = shuffledSum(numbers, rowAt, point, bias, random);
        assertThat(distance(shuffled, exact)).isLessThanOrEqualTo(bound);
      }
    }
  }

  private static BigDecimal distance(float value, BigDecimal exact) {
    return new BigDecimal(value).subtract(exact).abs();
  }

  private static BigDecimal exact(float[] numbers, int rowAt, float[] point, float bias) {
    BigDecimal sum = new BigDecimal(bias);
    for (int i = 0; i < point.length; i++) {
      sum = sum.add(new BigDecimal(numbers[rowAt + i]).multiply(new BigDecimal(point[i])));
    }
    return sum;
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-4", "many", "1.5", "16777217"})
  void outputsThatAreNoWholeNumberAreRefused(String outputs) {
    LayerCase described =
        LayerCase.of("affine", Map.of("outputs", outputs), 3, AffineLayerTest::formula);
    assertThatThrownBy(described::layer)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "layer 2 (affine): outputs is %s; it must be a whole number from 1 to 16777216"
                .formatted(outputs));
  }
}
