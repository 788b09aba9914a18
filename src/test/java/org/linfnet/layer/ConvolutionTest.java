package org.linfnet.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.linfnet.InvalidInputException;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.ThreadPool;
import org.linfnet.kernel.Threads;

class ConvolutionTest extends LayerContract {

  private static final Map<String, String> STRIDED_AND_PADDED =
      Map.of("outputs", "3", "kernel", "3", "stride", "2", "padding", "1");

  private static final Map<String, String> POINTWISE = Map.of("outputs", "3", "kernel", "1");

  @Override
  Stream<LayerCase> kinds() {
    return Stream.of(
        convolution(new Shape(2, 5, 4), STRIDED_AND_PADDED),
        convolution(new Shape(1, 3, 4), Map.of("outputs", "2", "kernel", "2")),
        convolution(new Shape(2, 3, 5), POINTWISE));
  }

  private static LayerCase convolution(Shape inputs, Map<String, String> options) {
    return new LayerCase(
        LayerDescription.of("convolution", options),
        inputs,
        Step.scoring(),
        ConvolutionTest::formula);
  }

  static double[] formula(Layer layer, Step step, double[] numbers, double[] inputs) {
    int batch = inputs.length / layer.inputs().size();
    double[] y = new double[batch * layer.outputs().size()];
    for (int k = 0; k < y.length; k++) {
      int example = k / layer.outputs().size();
      y[k] = output((Convolution) layer, numbers, inputs, example, k % layer.outputs().size());
    }
    return y;
  }

  private static double output(
      Convolution layer, double[] numbers, double[] inputs, int example, int output) {
    Shape in = layer.inputs();
    Shape out = layer.outputs();
    Convolution.Window window = layer.window();
    int channel = output / (out.height() * out.width());
    int top = output / out.width() % out.height() * window.stride() - window.padding();
    int left = output % out.width() * window.stride() - window.padding();
    double sum = numbers[layer.bias().at() + channel];
    int weight = layer.weights().at() + channel * window.side() * window.side() * in.channels();
    for (int row = top; row < top + window.side(); row++) {
      for (int column = left; column < left + window.side(); column++) {
        for (int from = 0; from < in.channels(); from++, weight++) {
          if (row >= 0 && row < in.height() && column >= 0 && column < in.width()) {
            int at = (from * in.height() + row) * in.width() + column;
            sum += numbers[weight] * inputs[example * in.size() + at];
          }
        }
      }
    }
    return sum;
  }

  @Test
  void isTheSumOfAPatchAndTheBias() {
    Layer layer = convolution(new Shape(1, 3, 3), Map.of("outputs", "1", "kernel", "2")).layer();
    float[] numbers = new float[layer.slots().get(1).end()];
    System.arraycopy(new float[] {1, 10, 100, 1000, 0.5f}, 0, numbers, numbers.length - 5, 5);
    assertThat(
            LayerCase.forward(
                layer, Step.scoring(), numbers, new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}))
        .containsExactly(5421.5f, 6532.5f, 8754.5f, 9865.5f);
  }

  @Test
  void outputsHaveTheShapeOfTheWindows() {
    assertThat(convolution(new Shape(2, 5, 4), STRIDED_AND_PADDED).layer().outputs())
        .isEqualTo(new Shape(3, 3, 2));
    assertThat(
            convolution(new Shape(1, 28, 28), Map.of("outputs", "16", "kernel", "4", "stride", "2"))
                .layer()
                .outputs())
        .isEqualTo(new Shape(16, 13, 13));
  }

  /** More examples than are multiplied at once give each the bits that it has alone. */
  @ParameterizedTest
  @MethodSource("windows")
  void largeBatchesAreCarriedInParts(Map<String, String> window) {
    Layer layer = convolution(new Shape(3, 20, 20), window).layer();
    Random random = new Random(5);
    float[] numbers = LayerCase.numbers(layer, random, 1);
    int batch = 20;
    float[] input = LayerCase.gaussian(batch * layer.inputs().size(), random, 1);
    float[] gradient = LayerCase.gaussian(batch * layer.outputs().size(), random, 1);
    float[] output = new float[gradient.length];
    float[] inputGradient = new float[input.length];
    float[] sums = new float[numbers.length];
    LayerPass pass = LayerCase.pass(layer, batch);
    LayerBlock block = new LayerBlock(Step.scoring(), numbers, batch, input, output);
    pass.forward(block);
    pass.backward(block, gradient, inputGradient, sums);

    double[] expectedSums = new double[sums.length];
    for (int b = 0; b < batch; b++) {
      float[] alone = new float[layer.outputs().size()];
      float[] aloneInputGradient = new float[layer.inputs().size()];
      float[] aloneSums = new float[sums.length];
      LayerPass single = LayerCase.pass(layer, 1);
      LayerBlock one =
          new LayerBlock(Step.scoring(), numbers, 1, part(input, b, layer.inputs().size()), alone);
      single.forward(one);
      single.backward(
          one, part(gradient, b, layer.outputs().size()), aloneInputGradient, aloneSums);
      assertThat(alone).containsExactly(part(output, b, layer.outputs().size()));
      assertThat(aloneInputGradient).containsExactly(part(inputGradient, b, layer.inputs().size()));
      for (int i = 0; i < sums.length; i++) {
        expectedSums[i] += aloneSums[i];
      }
    }
    assertThat(LayerCase.toDouble(sums)).containsExactly(expectedSums, within(5e-3));
  }

  /** Lines back from several outputs of an example are more than the examples of a block. */
  @ParameterizedTest
  @MethodSource("windows")
  void moreLinesThanExamplesHaveTheGradientOfALargeBlock(Map<String, String> window) {
    Layer layer = convolution(new Shape(3, 20, 20), window).layer();
    int lines = 20;
    assertThat(linesGradient(layer, lines, 1))
        .containsExactly(linesGradient(layer, lines, lines), within(1e-3f));
  }

  /** The gradient by the numbers through so many lines of one example. */
  private static float[] linesGradient(Layer layer, int lines, int capacity) {
    Random random = new Random(7);
    float[] numbers = LayerCase.numbers(layer, random, 1);
    LinearBounds outputs = randomLines(lines, layer.outputs().size(), random);
    LinearBounds byInputs = randomLines(lines, layer.inputs().size(), random);
    Bounds box = Bounds.of(1, layer.inputs().size());
    BoundsBlock block = new BoundsBlock(numbers, 1, box, Bounds.of(1, layer.outputs().size()));
    float[] sums = new float[numbers.length];
    LinesGradient gradient =
        new LinesGradient(outputs, byInputs, outputs.unfilled(layer.outputs().size()), box);
    LayerCase.pass(layer, capacity).linearGradient(block, gradient, sums);
    return sums;
  }

  private static LinearBounds randomLines(int lines, int size, Random random) {
    return new LinearBounds(
        LinearBounds.Below.LEAST_AREA,
        new int[lines],
        size,
        LayerCase.gaussian(lines * size, random, 1),
        new double[lines]);
  }

  static Stream<Map<String, String>> windows() {
    return Stream.of(Map.of("outputs", "4", "kernel", "5"), POINTWISE);
  }

  @ParameterizedTest
  @MethodSource("windows")
  void threadsShareABlockAndChangeNoBit(Map<String, String> window) {
    Layer layer = convolution(new Shape(3, 20, 20), window).layer();
    List<float[]> alone = everyResult(layer, Threads.ONE);
    try (ThreadPool pool = new ThreadPool(3)) {
      assertThat(everyResult(layer, pool).toArray()).isEqualTo(alone.toArray());
    }
  }

  /** Outputs, bounds and all gradients of a block of some chunks. */
  private static List<float[]> everyResult(Layer layer, Threads threads) {
    Random random = new Random(6);
    int batch = 40;
    float[] numbers = LayerCase.numbers(layer, random, 1);
    float[] lower = LayerCase.gaussian(batch * layer.inputs().size(), random, 1);
    float[] upper = lower.clone();
    for (int i = 0; i < upper.length; i++) {
      upper[i] += random.nextFloat();
    }
    float[] gradient = LayerCase.gaussian(batch * layer.outputs().size(), random, 1);
    float[] output = new float[gradient.length];
    float[] inputGradient = new float[lower.length];
    float[] sums = new float[numbers.length];
    LayerPass pass = layer.pass(Kernels.ofThisJvm().on(threads), batch);
    LayerBlock block = new LayerBlock(Step.scoring(), numbers, batch, lower, output);
    pass.forward(block);
    pass.backward(block, gradient, inputGradient, sums);
    Bounds bounds = new Bounds(new float[output.length], new float[output.length]);
    Bounds byInput = new Bounds(new float[lower.length], new float[lower.length]);
    BoundsBlock box = new BoundsBlock(numbers, batch, new Bounds(lower, upper), bounds);
    pass.bounds(box);
    pass.boundsGradient(box, new Bounds(gradient, output), byInput, sums);
    return List.of(
        output,
        inputGradient,
        bounds.lower(),
        bounds.upper(),
        byInput.lower(),
        byInput.upper(),
        sums);
  }

  private static float[] part(float[] values, int example, int size) {
    return Arrays.copyOfRange(values, example * size, (example + 1) * size);
  }

  @Test
  void refusesAKernelThatDoesNotFit() {
    LayerCase described =
        convolution(new Shape(1, 3, 8), Map.of("outputs", "2", "kernel", "6", "padding", "1"));
    assertThatThrownBy(described::layer)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "layer 2 (convolution): a kernel of 6 does not fit inputs of 3 x 8 with padding 1;"
                + " make it at most 5");
  }
}
