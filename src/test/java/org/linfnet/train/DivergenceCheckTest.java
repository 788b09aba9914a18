package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.InvalidInputException;
import org.linfnet.RandomStream;
import org.linfnet.kernel.Kernels;
import org.linfnet.layer.Shape;
import org.linfnet.layer.Step;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.DistanceNet;
import org.linfnet.network.HingeLoss;
import org.linfnet.network.Network;
import org.linfnet.network.Objective;
import org.linfnet.network.TrainingPass;

class DivergenceCheckTest {

  /** 12 weights, 4 means, 16 weights, 4 means, 8 weights, 2 biases. */
  private static final Network NETWORK =
      new Network(Shape.vector(3), 2, new DistanceNet(2, 4, "normal", "batch").layers());

  private static final int BIAS_AT = 44;

  private static final TrainingMoment MOMENT = new TrainingMoment(4, 6, 9);
  private static final DivergenceCheck CHECK = new DivergenceCheck(NETWORK);

  private final float[] numbers = new float[NETWORK.size()];

  @ParameterizedTest
  @CsvSource({
    "0, NaN, 1.distance.weights",
    "11, Infinity, 1.distance.weights",
    "12, NaN, 2.mean-shift.means",
    "16, -Infinity, 3.distance.weights",
    "36, NaN, 5.distance.weights",
    "43, NaN, 5.distance.weights",
    "45, NaN, 6.prototype-logits.bias"
  })
  void aGradientThatIsNotFiniteIsNamedByEpochStepAndLayer(int at, float value, String layer) {
    BatchGradient batch = new BatchGradient(NETWORK);
    batch.sums()[at] = value;
    assertThatThrownBy(() -> CHECK.check(batch, numbers, MOMENT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the gradient is %s at epoch 5, step 7, in %s: lower learning-rate.start, stepSize in Spark ML"
                .formatted(value, layer));
  }

  @Test
  void aLossThatIsNotFiniteIsNamedWithTheLayerWhoseParametersAreNot() {
    Arrays.fill(numbers, BIAS_AT, numbers.length, Float.POSITIVE_INFINITY);
    BatchGradient batch = new BatchGradient(NETWORK);
    new TrainingPass(NETWORK, Kernels.ofThisJvm(), 1)
        .run(
            Step.training(6, new RandomStream(1)),
            numbers,
            Objective.on(new HingeLoss(1)),
            new TrainingPass.Batch(1, new float[] {1, 2, 3}, new int[] {0}, new float[] {1}),
            batch);
    assertThatThrownBy(() -> CHECK.check(batch, numbers, MOMENT))
        .hasMessageStartingWith("the loss is NaN at epoch 5, step 7, in 6.prototype-logits.bias");
  }

  @Test
  void aParameterThatIsNotFiniteIsFoundAtTheEndOfTheEpoch() {
    numbers[16] = Float.NaN;
    assertThatThrownBy(() -> CHECK.check(numbers, MOMENT))
        .hasMessageStartingWith("a parameter is NaN at epoch 5, step 7, in 3.distance.weights");
  }

  @Test
  void whatIsFinitePasses() {
    numbers[0] = Float.MAX_VALUE;
    assertThatCode(() -> CHECK.check(new BatchGradient(NETWORK), numbers, MOMENT))
        .doesNotThrowAnyException();
  }
}
