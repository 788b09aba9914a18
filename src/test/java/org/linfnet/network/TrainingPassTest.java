package org.linfnet.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.RandomStream;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.ScalarKernels;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Shape;
import org.linfnet.layer.Slot;
import org.linfnet.layer.Slot.Role;
import org.linfnet.layer.Step;

class TrainingPassTest {

  private static final int INPUTS = 5;
  private static final Network NETWORK = DistanceNets.of(INPUTS, 2, 7, 3);
  private static final int BATCH = 6;
  private static final float THRESHOLD = 1.5f;
  private static final HingeLoss HINGE = new HingeLoss(THRESHOLD);

  private final Random random = new Random(11);
  private final float[] numbers = NETWORK.start(random).numbers();
  private final float[] inputs = gaussian(BATCH * INPUTS);
  private final int[] labels = {0, 1, 2, 2, 1, 0};

  @ParameterizedTest
  @ValueSource(floats = {1.5f, 2, 6, 8.5f, 20, 60})
  void gradientOfEveryTrainedNumberIsTheCentralDifference(float p) {
    BatchGradient sum = run(p);
    DoubleNetwork reference = new DoubleNetwork(NETWORK, p, THRESHOLD);
    double[] exact = toDouble(numbers);
    double step = 1e-6;
    for (Slot slot : NETWORK.slots(Role.TRAINED)) {
      for (int i = slot.at(); i < slot.end(); i++) {
        double kept = exact[i];
        exact[i] = kept + step;
        double above = reference.loss(exact, rows(), labels);
        exact[i] = kept - step;
        double below = reference.loss(exact, rows(), labels);
        exact[i] = kept;
        assertThat((double) sum.sums()[i])
            .as("%s, %d", slot.name(), i)
            .isCloseTo((above - below) / (2 * step), within(2e-4));
      }
    }
  }

  @Test
  void lossIsTheReferenceLoss() {
    double expected =
        new DoubleNetwork(NETWORK, 6, THRESHOLD).loss(toDouble(numbers), rows(), labels);
    assertThat(run(6).loss()).isCloseTo(expected, within(1e-4));
  }

  /** A network that begins and ends with affine layers, at each of its numbers. */
  @Test
  void gradientThroughOtherKindsOfLayersIsTheCentralDifference() {
    Network network =
        network(
            LayerDescription.of("affine", Map.of("outputs", "6")),
            LayerDescription.of("tanh"),
            LayerDescription.of("affine"));
    requireDifferences(network, Objective.on(new CrossEntropyLoss(1)));
  }

  /** Half of it on worst-case logits: through an affine last layer and through another. */
  @ParameterizedTest
  @ValueSource(strings = {"affine", "distance"})
  void gradientOfAnObjectiveOnBoundsIsTheCentralDifference(String last) {
    Network network =
        network(
            LayerDescription.of("affine", Map.of("outputs", "6")),
            LayerDescription.of("tanh"),
            LayerDescription.of(last));
    requireDifferences(network, onBounds(0.5f, 0.2f));
  }

  /** Bounds begin at the distances' outputs, and both losses train the distances. */
  @Test
  void gradientOfAnObjectiveOnBoundsReachesTheLayersBeforeTheFeatures() {
    Network network =
        network(
            LayerDescription.of("distance", Map.of("outputs", "5")),
            LayerDescription.of("mean-shift"),
            LayerDescription.of("affine", Map.of("outputs", "6", "rate", "0.05")),
            LayerDescription.of("tanh"),
            LayerDescription.of("affine"));
    assertThat(network.nonexpansiveLayers()).isEqualTo(2);
    requireDifferences(network, onBounds(0.25f, 0.2f));
  }

  /** Lines back from the logits, alone and beside intervals, through relu and to tanh. */
  @ParameterizedTest
  @CsvSource({"relu, 1", "relu, 0.375", "tanh, 1", "tanh, 0.375"})
  void gradientOfAnObjectiveOnLinesIsTheCentralDifference(String activation, float lines) {
    Network network =
        network(
            LayerDescription.of("affine", Map.of("outputs", "6")),
            LayerDescription.of(activation),
            LayerDescription.of("affine", Map.of("outputs", "5")),
            LayerDescription.of("relu"),
            LayerDescription.of("affine"));
    requireDifferences(network, onBounds(0.5f, 0.2f, lines, HiddenBounds.INTERVALS));
  }

  /** Lines from every layer, or estimates of them: of relu, and of tanh, where they end. */
  @ParameterizedTest
  @CsvSource({"relu, 0", "tanh, 0", "relu, 7", "tanh, 7"})
  void gradientOfAnObjectiveOnDualBoundsIsTheCentralDifference(String second, int projections) {
    Network network =
        network(
            LayerDescription.of("affine", Map.of("outputs", "6")),
            LayerDescription.of("relu"),
            LayerDescription.of("affine", Map.of("outputs", "6")),
            LayerDescription.of(second),
            LayerDescription.of("affine", Map.of("outputs", "5")),
            LayerDescription.of("relu"),
            LayerDescription.of("affine"));
    HiddenBounds hidden =
        projections == 0 ? HiddenBounds.LINES : HiddenBounds.projected(projections);
    requireDifferences(network, onBounds(0, 0.3f, 1, hidden), 1f / 8192);
  }

  private static Network network(LayerDescription... layers) {
    return new Network(Shape.vector(INPUTS), 3, List.of(layers));
  }

  private static Objective onBounds(float kappa, float radius) {
    return onBounds(kappa, radius, 0, HiddenBounds.INTERVALS);
  }

  private static Objective onBounds(float kappa, float radius, float lines, HiddenBounds hidden) {
    float[] least = new float[INPUTS];
    float[] most = new float[INPUTS];
    Arrays.fill(least, -1.5f);
    Arrays.fill(most, 1.5f);
    Loss loss = new CrossEntropyLoss(1);
    return new Objective(loss, kappa, loss, new Ball(radius, least, most), lines, hidden);
  }

  /** Without a ball the worst logits differ from the logits by the label's logit alone. */
  @Test
  void theWorstCaseOfNoPerturbationIsTheExample() {
    Network network = network(LayerDescription.of("affine"));
    float[] start = network.start(random).numbers();
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = Math.max(-1.5f, Math.min(1.5f, inputs[i]));
    }
    double clean = gradient(network, start, onBounds(1, 0)).loss();
    assertThat(gradient(network, start, onBounds(0, 0)).loss()).isCloseTo(clean, within(1e-4));
    assertThat(gradient(network, start, onBounds(0.25f, 0)).loss()).isCloseTo(clean, within(1e-4));
    assertThat(gradient(network, start, onBounds(0, 0.1f)).loss()).isGreaterThan(clean + 0.1);
  }

  private void requireDifferences(Network network, Objective objective) {
    requireDifferences(network, objective, 1f / 1024);
  }

  private void requireDifferences(Network network, Objective objective, float width) {
    float[] start = network.start(random).numbers();
    float[] gradient = gradient(network, start, objective).sums();
    for (Slot slot : network.slots(Role.TRAINED)) {
      requireDifferences(network, objective, width, slot, start, gradient);
    }
  }

  /** A gradient lies between the differences to both sides, which a kink between them parts. */
  private void requireDifferences(
      Network network,
      Objective objective,
      float width,
      Slot slot,
      float[] start,
      float[] gradient) {
    double loss = gradient(network, start, objective).loss();
    for (int i = slot.at(); i < slot.end(); i++) {
      double below = difference(network, objective, start, i, -width, loss);
      double above = difference(network, objective, start, i, width, loss);
      assertThat((double) gradient[i])
          .as("number %d", i)
          .isBetween(Math.min(below, above) - 3e-3, Math.max(below, above) + 3e-3);
    }
  }

  private double difference(
      Network network, Objective objective, float[] numbers, int at, float step, double loss) {
    float kept = numbers[at];
    numbers[at] = kept + step;
    double width = (double) numbers[at] - kept;
    double moved = gradient(network, numbers, objective).loss();
    numbers[at] = kept;
    return (moved - loss) / width;
  }

  private BatchGradient gradient(Network network, float[] start, Objective objective) {
    BatchGradient sum = new BatchGradient(network);
    new TrainingPass(network, Kernels.ofThisJvm(), BATCH)
        .run(step(2), start, objective, batch(equalWeights(1)), sum);
    return sum;
  }

  @Test
  void countsTheExamplesWhoseLabelHasTheLargestLogit() {
    float[] logits =
        new ScoringPass(new NetworkState(running(), numbers), Kernels.ofThisJvm(), BATCH)
            .logits(inputs, BATCH);
    int right = 0;
    for (int b = 0; b < BATCH; b++) {
      right += Margin.prediction(logits, 3 * b, 3) == labels[b] ? 1 : 0;
    }
    BatchGradient sum = new BatchGradient(running());
    new TrainingPass(running(), Kernels.ofThisJvm(), BATCH)
        .run(
            step(Float.POSITIVE_INFINITY),
            numbers,
            Objective.on(HINGE),
            batch(equalWeights(1)),
            sum);
    assertThat(sum.correct()).isEqualTo(right).isPositive();
    assertThat(sum.examples()).isEqualTo(BATCH);
  }

  @Test
  void aBatchOfNoneAddsNothing() {
    BatchGradient sum = new BatchGradient(NETWORK);
    TrainingPass.Batch none = new TrainingPass.Batch(0, inputs, labels, equalWeights(1));
    pass().run(step(6), numbers, Objective.on(HINGE), none, sum);
    pass().runForward(Step.refitting(), numbers, inputs, 0, sum);
    assertThat(sum.examples()).isZero();
    assertThat(sum.sums()).containsOnly(0f);
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "running"})
  void statisticsAreTheHiddenOutputsSummed(String mean) {
    Network network = DistanceNets.of(1, 1, 2, 2, mean);
    float[] weights = {0, 3, 1, 2, 0, 0, 0, 0, 0, 0};
    BatchGradient sum = new BatchGradient(network);
    TrainingPass.Batch batch =
        new TrainingPass.Batch(2, new float[] {1, 2}, new int[] {0, 1}, new float[] {1, 1});
    new TrainingPass(network, Kernels.of(new ScalarKernels()), 2)
        .run(step(2), weights, Objective.on(HINGE), batch, sum);
    // |1 - 0| + |2 - 0| and |1 - 3| + |2 - 3|
    assertThat(Arrays.copyOfRange(sum.sums(), 2, 4)).containsExactly(3, 3);
  }

  /** As above, by the pass that refits the finished network's means. */
  @Test
  void statisticsComeWithoutAGradientToo() {
    Network network = DistanceNets.of(1, 1, 2, 2);
    float[] weights = {0, 3, 1, 2, 0, 0, 0, 0, 0, 0};
    BatchGradient sum = new BatchGradient(network);
    new TrainingPass(network, Kernels.of(new ScalarKernels()), 2)
        .runForward(Step.refitting(), weights, new float[] {1, 2}, 2, sum);
    assertThat(sum.sums()).containsExactly(0, 0, 3, 3, 0, 0, 0, 0, 0, 0);
    assertThat(sum.examples()).isEqualTo(2);
  }

  @Test
  void runningMeansCoupleNoExamples() {
    Network network = running();
    BatchGradient together = new BatchGradient(network);
    float[] withMeans = gaussian(network.size());
    TrainingPass pass = new TrainingPass(network, Kernels.ofThisJvm(), BATCH);
    pass.run(step(6), withMeans, Objective.on(HINGE), batch(equalWeights(1)), together);
    BatchGradient apart = new BatchGradient(network);
    for (int b = 0; b < BATCH; b++) {
      float[] row = Arrays.copyOfRange(inputs, b * INPUTS, (b + 1) * INPUTS);
      TrainingPass.Batch one =
          new TrainingPass.Batch(1, row, new int[] {labels[b]}, new float[] {1});
      pass.run(step(6), withMeans, Objective.on(HINGE), one, apart);
    }
    assertThat(apart.sums()).containsExactly(together.sums(), within(1e-5f));
    assertThat(apart.loss()).isCloseTo(together.loss(), within(1e-5));
  }

  @Test
  void atInfinityTheGradientIsTheLimitOfThoseAtFiniteP() {
    assertThat(run(Float.POSITIVE_INFINITY).sums())
        .containsExactly(run(5000).sums(), within(1e-3f));
  }

  @Test
  void theSameBatchTwiceGivesTheSameBits() {
    assertThat(run(6.5f).sums()).isEqualTo(run(6.5f).sums());
  }

  @Test
  void twiceTheWeightIsTwiceTheLossAndTheGradient() {
    BatchGradient once = run(6);
    BatchGradient twice = run(6, equalWeights(2));
    float[] doubled = once.sums().clone();
    for (Slot slot : NETWORK.slots(Role.TRAINED)) {
      for (int i = slot.at(); i < slot.end(); i++) {
        doubled[i] *= 2;
      }
    }
    assertThat(twice.sums()).isEqualTo(doubled);
    assertThat(twice.loss()).isEqualTo(2 * once.loss());
  }

  private static Network running() {
    return DistanceNets.of(INPUTS, 2, 7, 3, "running");
  }

  private BatchGradient run(float p) {
    return run(p, equalWeights(1));
  }

  private BatchGradient run(float p, float[] exampleWeights) {
    BatchGradient sum = new BatchGradient(NETWORK);
    pass().run(step(p), numbers, Objective.on(HINGE), batch(exampleWeights), sum);
    return sum;
  }

  private TrainingPass.Batch batch(float[] exampleWeights) {
    return new TrainingPass.Batch(BATCH, inputs, labels, exampleWeights);
  }

  private static Step step(float p) {
    return Step.training(p, new RandomStream(1));
  }

  private static float[] equalWeights(float weight) {
    float[] equal = new float[BATCH];
    Arrays.fill(equal, weight);
    return equal;
  }

  private static TrainingPass pass() {
    return new TrainingPass(NETWORK, Kernels.ofThisJvm(), BATCH);
  }

  private float[] gaussian(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private double[][] rows() {
    double[][] rows = new double[BATCH][INPUTS];
    for (int i = 0; i < inputs.length; i++) {
      rows[i / INPUTS][i % INPUTS] = inputs[i];
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
