package org.linfnet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.kernel.KernelChoice;
import org.linfnet.kernel.ScalarKernels;

class TrainingPassTest {

  private static final NetworkShape SHAPE = new NetworkShape(5, 2, 7, 3);
  private static final int BATCH = 6;
  private static final float THRESHOLD = 1.5f;
  private static final HingeLoss HINGE = new HingeLoss(THRESHOLD);

  private final Random random = new Random(11);
  private final float[] parameters = start(random);
  private final float[] inputs = gaussian(BATCH * SHAPE.inputs());
  private final int[] labels = {0, 1, 2, 2, 1, 0};

  @ParameterizedTest
  @ValueSource(floats = {1.5f, 2, 6, 8.5f, 20, 60})
  void gradientOfEveryParameterIsTheCentralDifference(float p) {
    BatchGradient sum = run(p);
    DoubleNetwork reference = new DoubleNetwork(SHAPE, p, THRESHOLD);
    double[] exact = toDouble(parameters);
    double step = 1e-6;
    for (int i = 0; i < exact.length; i++) {
      double kept = exact[i];
      exact[i] = kept + step;
      double above = reference.loss(exact, rows(), labels);
      exact[i] = kept - step;
      double below = reference.loss(exact, rows(), labels);
      exact[i] = kept;
      assertThat((double) sum.gradient()[i])
          .as("parameter %d", i)
          .isCloseTo((above - below) / (2 * step), within(2e-4));
    }
  }

  @Test
  void lossIsTheReferenceLoss() {
    double expected =
        new DoubleNetwork(SHAPE, 6, THRESHOLD).loss(toDouble(parameters), rows(), labels);
    assertThat(run(6).loss()).isCloseTo(expected, within(1e-4));
  }

  @Test
  void aBatchOfNoneAddsNothing() {
    BatchGradient sum = new BatchGradient(SHAPE);
    pass().run(state(parameters), 6, HINGE, inputs, labels, equalWeights(1), 0, sum);
    assertThat(sum.examples()).isZero();
    assertThat(sum.gradient()).containsOnly(0f);
  }

  @ParameterizedTest
  @EnumSource(MeanShift.class)
  void meanSumsAreTheHiddenOutputsSummed(MeanShift shift) {
    NetworkShape shape = new NetworkShape(1, 1, 2, 2);
    float[] weights = {0, 3, 0, 0, 0, 0, 0, 0};
    BatchGradient sum = new BatchGradient(shape);
    new TrainingPass(shape, shift, new ScalarKernels(), 2)
        .run(
            new NetworkState(weights, new float[] {1, 2}),
            2,
            HINGE,
            new float[] {1, 2},
            new int[] {0, 1},
            new float[] {1, 1},
            2,
            sum);
    // |1 - 0| + |2 - 0| and |1 - 3| + |2 - 3|
    assertThat(sum.meanSums()).containsExactly(3, 3);
  }

  @Test
  void runningMeansCoupleNoExamples() {
    BatchGradient together = new BatchGradient(SHAPE);
    NetworkState state = new NetworkState(parameters, gaussian(SHAPE.meanCount()));
    TrainingPass pass = new TrainingPass(SHAPE, MeanShift.RUNNING, KernelChoice.kernels(), BATCH);
    pass.run(state, 6, HINGE, inputs, labels, equalWeights(1), BATCH, together);
    BatchGradient apart = new BatchGradient(SHAPE);
    for (int b = 0; b < BATCH; b++) {
      float[] row = Arrays.copyOfRange(inputs, b * SHAPE.inputs(), (b + 1) * SHAPE.inputs());
      pass.run(state, 6, HINGE, row, new int[] {labels[b]}, equalWeights(1), 1, apart);
    }
    assertThat(apart.gradient()).containsExactly(together.gradient(), within(1e-5f));
    assertThat(apart.loss()).isCloseTo(together.loss(), within(1e-5));
  }

  @Test
  void atInfinityTheGradientIsTheLimitOfThoseAtFiniteP() {
    assertThat(run(Float.POSITIVE_INFINITY).gradient())
        .containsExactly(run(5000).gradient(), within(1e-3f));
  }

  @Test
  void theSameBatchTwiceGivesTheSameBits() {
    assertThat(run(6.5f).gradient()).isEqualTo(run(6.5f).gradient());
  }

  @Test
  void twiceTheWeightIsTwiceTheLossAndTheGradient() {
    BatchGradient once = run(6);
    BatchGradient twice = run(6, equalWeights(2));
    float[] doubled = once.gradient().clone();
    for (int i = 0; i < doubled.length; i++) {
      doubled[i] *= 2;
    }
    assertThat(twice.gradient()).isEqualTo(doubled);
    assertThat(twice.loss()).isEqualTo(2 * once.loss());
  }

  private BatchGradient run(float p) {
    return run(p, equalWeights(1));
  }

  private BatchGradient run(float p, float[] exampleWeights) {
    BatchGradient sum = new BatchGradient(SHAPE);
    pass().run(state(parameters), p, HINGE, inputs, labels, exampleWeights, BATCH, sum);
    return sum;
  }

  private static float[] equalWeights(float weight) {
    float[] equal = new float[BATCH];
    Arrays.fill(equal, weight);
    return equal;
  }

  private static NetworkState state(float[] parameters) {
    return new NetworkState(parameters, new float[SHAPE.meanCount()]);
  }

  private static TrainingPass pass() {
    return new TrainingPass(SHAPE, MeanShift.BATCH, KernelChoice.kernels(), BATCH);
  }

  private static float[] start(Random random) {
    return StartingWeights.NORMAL.draw(SHAPE, random).parameters();
  }

  private float[] gaussian(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private double[][] rows() {
    double[][] rows = new double[BATCH][SHAPE.inputs()];
    for (int i = 0; i < inputs.length; i++) {
      rows[i / SHAPE.inputs()][i % SHAPE.inputs()] = inputs[i];
    }
    return rows;
  }

  private static double[] toDouble(float[] values) {
    double[] exact = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      exact[i] = values[i];
    }
    return exact;
  }
}
