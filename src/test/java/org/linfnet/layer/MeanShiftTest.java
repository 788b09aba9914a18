package org.linfnet.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;
import org.linfnet.RandomStream;
import org.linfnet.layer.Slot.Role;
import org.linfnet.layer.Step.Phase;

class MeanShiftTest extends LayerContract {

  @Override
  Stream<LayerCase> kinds() {
    return Stream.of(
        LayerCase.of("mean-shift", Map.of("mean", "batch"), 5, MeanShiftTest::formula),
        LayerCase.of("mean-shift", Map.of("mean", "running"), 5, MeanShiftTest::formula));
  }

  private static final Step TRAINING = Step.training(6, new RandomStream(1));

  /** Two examples of two units. */
  private static final float[] INPUT = {1, 10, 5, 40};

  static double[] formula(Layer layer, Step step, double[] numbers, double[] inputs) {
    MeanShift shift = (MeanShift) layer;
    int units = shift.inputs().size();
    boolean ofTheBatch =
        step.phase() == Phase.REFITTING
            || (step.phase() == Phase.TRAINING && shift.source() == MeanShift.Source.BATCH);
    double[] shifted = inputs.clone();
    for (int at = 0; at < inputs.length; at++) {
      double mean = numbers[shift.means().at() + at % units];
      if (ofTheBatch) {
        mean = 0;
        for (int other = at % units; other < inputs.length; other += units) {
          mean += inputs[other] * units / inputs.length;
        }
      }
      shifted[at] -= mean;
    }
    return shifted;
  }

  private static Layer layer(String mean) {
    return LayerCase.of("mean-shift", Map.of("mean", mean), 2, MeanShiftTest::formula).layer();
  }

  private static float[] numbers(Layer layer) {
    float[] numbers = new float[layer.slots().get(0).end()];
    numbers[layer.slots().get(0).at()] = 2;
    numbers[layer.slots().get(0).at() + 1] = -3;
    return numbers;
  }

  private static float[] forward(String mean, Step step) {
    Layer layer = layer(mean);
    return LayerCase.forward(layer, step, numbers(layer), INPUT);
  }

  @Test
  void takesTheMeansOfTheBatchAwayInTraining() {
    assertThat(forward("batch", TRAINING)).containsExactly(-2, -15, 2, 15);
  }

  @Test
  void takesTheRunningMeansAwayInTraining() {
    assertThat(forward("running", TRAINING)).containsExactly(-1, 13, 3, 43);
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "running"})
  void takesTheRunningMeansAwayInTheFinishedNetwork(String mean) {
    assertThat(forward(mean, Step.scoring())).containsExactly(-1, 13, 3, 43);
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "running"})
  void takesTheMeansOfTheBatchAwayWhileTheyAreRefitted(String mean) {
    assertThat(forward(mean, Step.refitting())).containsExactly(-2, -15, 2, 15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "running"})
  void statisticsAreTheSumsOfItsInputs(String mean) {
    Layer layer = layer(mean);
    float[] sums = new float[layer.slots().get(0).end()];
    sums[layer.slots().get(0).at()] = 100;
    LayerPass pass = LayerCase.pass(layer, 2);
    LayerBlock block = new LayerBlock(TRAINING, numbers(layer), 2, INPUT, new float[4]);
    pass.forward(block);
    pass.statistics(block, sums);
    float[] expected = new float[sums.length];
    expected[layer.slots().get(0).at()] = 106;
    expected[layer.slots().get(0).at() + 1] = 50;
    assertThat(sums).containsExactly(expected);
  }

  @Test
  void meansAreARunningSlotThatDoesNotDecay() {
    Slot means = layer("batch").slots().get(0);
    assertThat(means.role()).isEqualTo(Role.RUNNING);
    assertThat(means.update().decay()).isSameAs(Decay.NONE);
    assertThat(means.name()).isEqualTo("2.mean-shift.means");
  }

  @Test
  void anotherMeanIsRefused() {
    assertThatThrownBy(() -> layer("median"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("layer 2 (mean-shift): mean is median; it must be batch or running");
  }
}
