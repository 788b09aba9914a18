package org.linfnet.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.linfnet.layer.Slot.Role;

/** What holds for every layer, whatever its kind. */
final class LayerChecks {

  private static final int BATCH = 4;

  /** A step of differences in double. */
  private static final double STEP = 1e-6;

  private final LayerCase tested;
  private final Layer layer;
  private final Random random = new Random(17);
  private final float[] numbers;
  private final float[] input;

  LayerChecks(LayerCase tested) {
    this.tested = tested;
    this.layer = tested.layer();
    this.numbers = LayerCase.numbers(layer, random, 1);
    this.input = gaussian(BATCH * layer.inputs().size());
  }

  private float[] gaussian(int length) {
    return LayerCase.gaussian(length, random, 1);
  }

  private double[] formula(double[] exactNumbers, double[] exactInput) {
    return tested.formula().outputs(layer, tested.step(), exactNumbers, exactInput);
  }

  /** Outputs agree with the formula. */
  void forward() {
    double[] expected = formula(LayerCase.toDouble(numbers), LayerCase.toDouble(input));
    float[] output = LayerCase.forward(layer, tested.step(), numbers, input);
    assertThat(LayerCase.toDouble(output)).containsExactly(expected, within(2e-5));
  }

  /** Gradients of a random sum of the outputs agree with differences of the formula. */
  void gradients() {
    float[] outputGradient = gaussian(BATCH * layer.outputs().size());
    float[] inputGradient = new float[input.length];
    float[] sums = new float[numbers.length];
    LayerPass pass = LayerCase.pass(layer, BATCH);
    LayerBlock block = forward(pass);
    pass.inputGradient(block, outputGradient, inputGradient);
    pass.slotGradient(block, outputGradient, sums);
    assertThat(LayerCase.toDouble(inputGradient))
        .containsExactly(inputDifferences(outputGradient), within(2e-4));
    assertThat(LayerCase.toDouble(sums))
        .containsExactly(slotDifferences(outputGradient), within(2e-4));
  }

  private LayerBlock forward(LayerPass pass) {
    float[] output = new float[BATCH * layer.outputs().size()];
    LayerBlock block = new LayerBlock(tested.step(), numbers, BATCH, input, output);
    pass.forward(block);
    return block;
  }

  private double[] inputDifferences(float[] outputGradient) {
    double[] exactNumbers = LayerCase.toDouble(numbers);
    double[] moved = LayerCase.toDouble(input);
    double[] differences = new double[moved.length];
    for (int i = 0; i < moved.length; i++) {
      differences[i] = slope(moved, i, () -> weighted(outputGradient, exactNumbers, moved));
    }
    return differences;
  }

  /** 0 outside the trained slots. */
  private double[] slotDifferences(float[] outputGradient) {
    double[] exactInput = LayerCase.toDouble(input);
    double[] moved = LayerCase.toDouble(numbers);
    double[] differences = new double[moved.length];
    for (Slot slot : layer.slots()) {
      for (int i = slot.at(); i < slot.end() && slot.role() == Role.TRAINED; i++) {
        differences[i] = slope(moved, i, () -> weighted(outputGradient, moved, exactInput));
      }
    }
    return differences;
  }

  private static double slope(double[] moved, int at, DoubleSupplier value) {
    double kept = moved[at];
    moved[at] = kept + STEP;
    double above = value.getAsDouble();
    moved[at] = kept - STEP;
    double below = value.getAsDouble();
    moved[at] = kept;
    return (above - below) / (2 * STEP);
  }

  private double weighted(float[] weights, double[] exactNumbers, double[] exactInput) {
    double[] outputs = formula(exactNumbers, exactInput);
    double sum = 0;
    for (int k = 0; k < outputs.length; k++) {
      sum += weights[k] * outputs[k];
    }
    return sum;
  }

  /** Both gradients in one pass are those of the two passes. */
  void backward() {
    float[] outputGradient = gaussian(BATCH * layer.outputs().size());
    float[] inputGradient = gaussian(input.length);
    float[] sums = new float[numbers.length];
    LayerPass pass = LayerCase.pass(layer, BATCH);
    pass.backward(forward(pass), outputGradient, inputGradient, sums);
    float[] separateInputGradient = gaussian(input.length);
    float[] separateSums = new float[numbers.length];
    LayerPass separate = LayerCase.pass(layer, BATCH);
    LayerBlock block = forward(separate);
    separate.inputGradient(block, outputGradient, separateInputGradient);
    separate.slotGradient(block, outputGradient, separateSums);
    assertThat(inputGradient).containsExactly(separateInputGradient, within(1e-5f));
    assertThat(sums).containsExactly(separateSums, within(1e-5f));
  }

  /** A gradient by slots is added to what is there. */
  void slotGradientsAreAdded() {
    float[] outputGradient = gaussian(BATCH * layer.outputs().size());
    float[] fresh = new float[numbers.length];
    float[] added = new float[numbers.length];
    Arrays.fill(added, 100);
    LayerPass pass = LayerCase.pass(layer, BATCH);
    LayerBlock block = forward(pass);
    pass.slotGradient(block, outputGradient, fresh);
    pass.slotGradient(block, outputGradient, added);
    for (int i = 0; i < fresh.length; i++) {
      assertThat(added[i] - 100).isCloseTo(fresh[i], within(1e-4f));
    }
  }

  /** A pass that has carried a larger block gives a smaller one the bits of a new pass. */
  void aPassIsUsedAgain() {
    LayerPass pass = LayerCase.pass(layer, BATCH);
    forward(pass);
    int smaller = BATCH - 1;
    float[] other = gaussian(smaller * layer.inputs().size());
    float[] output = new float[smaller * layer.outputs().size()];
    float[] gradient = gaussian(output.length);
    float[] inputGradient = new float[other.length];
    float[] sums = new float[numbers.length];
    LayerBlock block = new LayerBlock(tested.step(), numbers, smaller, other, output);
    pass.forward(block);
    pass.backward(block, gradient, inputGradient, sums);

    float[] freshOutput = new float[output.length];
    float[] freshInputGradient = new float[other.length];
    float[] freshSums = new float[numbers.length];
    LayerPass fresh = LayerCase.pass(layer, smaller);
    LayerBlock freshBlock = new LayerBlock(tested.step(), numbers, smaller, other, freshOutput);
    fresh.forward(freshBlock);
    fresh.backward(freshBlock, gradient, freshInputGradient, freshSums);
    assertThat(output).containsExactly(freshOutput);
    assertThat(inputGradient).containsExactly(freshInputGradient);
    assertThat(sums).containsExactly(freshSums);
  }

  /** In the finished network no example depends on those beside it, to the bit. */
  void examplesAreScoredAlone() {
    float[] together = LayerCase.forward(layer, Step.scoring(), numbers, input);
    int inputs = layer.inputs().size();
    int outputs = layer.outputs().size();
    for (int b = 0; b < BATCH; b++) {
      float[] row = Arrays.copyOfRange(input, b * inputs, (b + 1) * inputs);
      assertThat(LayerCase.forward(layer, Step.scoring(), numbers, row))
          .containsExactly(Arrays.copyOfRange(together, b * outputs, (b + 1) * outputs));
    }
  }

  /** No pair of inputs is stretched further than the layer says. */
  void lipschitz() {
    double[] exactNumbers = LayerCase.toDouble(numbers);
    int inputs = layer.inputs().size();
    double most = layer.lipschitz(numbers);
    for (int trial = 0; trial < 2000; trial++) {
      double distance = Math.pow(10, 3 * random.nextDouble() - 2);
      double[] one = LayerCase.toDouble(gaussian(inputs));
      double[] other = one.clone();
      for (int i = 0; i < inputs; i++) {
        other[i] += random.nextBoolean() ? distance : -distance;
      }
      double[] from = tested.formula().outputs(layer, Step.scoring(), exactNumbers, one);
      double[] to = tested.formula().outputs(layer, Step.scoring(), exactNumbers, other);
      for (int k = 0; k < from.length; k++) {
        assertThat(Math.abs(to[k] - from[k])).isLessThanOrEqualTo(most * distance + 1e-12);
      }
    }
  }

  /** No float output lies further from the formula than the layer says. */
  void roundingError() {
    double[] exactNumbers = LayerCase.toDouble(numbers);
    for (int trial = 0; trial < 50; trial++) {
      Bounds box = Boxes.random(layer.inputs().size(), random, 10);
      Bounds bounds = LayerCase.bounds(layer, numbers, box);
      double most = layer.roundingError(numbers, box, bounds);
      for (int points = 0; points < 40; points++) {
        float[] point = Boxes.point(box, random);
        float[] output = LayerCase.forward(layer, Step.scoring(), numbers, point);
        double[] exact =
            tested
                .formula()
                .outputs(layer, Step.scoring(), exactNumbers, LayerCase.toDouble(point));
        for (int k = 0; k < exact.length; k++) {
          assertThat(Math.abs(output[k] - exact[k])).isLessThanOrEqualTo(most + 1e-13);
        }
      }
    }
  }
}
