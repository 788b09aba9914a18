package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.data.InvalidInputException;
import org.linfnet.kernel.KernelChoice;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.HingeLoss;
import org.linfnet.network.MeanShift;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;
import org.linfnet.network.TrainingPass;

class DivergenceCheckTest {

  /** 12 weights, 16 weights, 8 weights, 2 biases. */
  private static final NetworkShape SHAPE = new NetworkShape(3, 2, 4, 2);

  private static final TrainingMoment MOMENT = new TrainingMoment(4, 6, 9);
  private static final DivergenceCheck CHECK = new DivergenceCheck(SHAPE);

  private final float[] parameters = new float[SHAPE.parameterCount()];

  @ParameterizedTest
  @CsvSource({
    "0, NaN, layer 1 of 3",
    "11, Infinity, layer 1 of 3",
    "12, -Infinity, layer 2 of 3",
    "28, NaN, layer 3 of 3",
    "35, NaN, layer 3 of 3",
    "37, NaN, the output bias"
  })
  void aGradientThatIsNotFiniteIsNamedByEpochStepAndLayer(int at, float value, String layer) {
    BatchGradient batch = new BatchGradient(SHAPE);
    batch.gradient()[at] = value;
    assertThatThrownBy(() -> CHECK.check(batch, parameters, MOMENT))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the gradient is %s at epoch 5, step 7, in %s: lower learning-rate.start"
                .formatted(value, layer));
  }

  @Test
  void aLossThatIsNotFiniteIsNamedWithTheLayerWhoseParametersAreNot() {
    Arrays.fill(parameters, SHAPE.biasAt(), parameters.length, Float.POSITIVE_INFINITY);
    BatchGradient batch = new BatchGradient(SHAPE);
    new TrainingPass(SHAPE, MeanShift.BATCH, KernelChoice.kernels(), 1)
        .run(
            new NetworkState(parameters, new float[SHAPE.meanCount()]),
            6,
            new HingeLoss(1),
            new float[] {1, 2, 3},
            new int[] {0},
            new float[] {1},
            1,
            batch);
    assertThatThrownBy(() -> CHECK.check(batch, parameters, MOMENT))
        .hasMessageStartingWith("the loss is NaN at epoch 5, step 7, in the output bias");
  }

  @Test
  void aParameterThatIsNotFiniteIsFoundAtTheEndOfTheEpoch() {
    parameters[12] = Float.NaN;
    assertThatThrownBy(() -> CHECK.check(parameters, MOMENT))
        .hasMessageStartingWith("a parameter is NaN at epoch 5, step 7, in layer 2 of 3");
  }

  @Test
  void whatIsFinitePasses() {
    parameters[0] = Float.MAX_VALUE;
    assertThatCode(() -> CHECK.check(new BatchGradient(SHAPE), parameters, MOMENT))
        .doesNotThrowAnyException();
  }
}
