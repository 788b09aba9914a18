package org.linfnet.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.linfnet.InvalidInputException;
import org.linfnet.RandomStream;
import org.linfnet.kernel.Kernels;
import org.linfnet.kernel.Threads;
import org.linfnet.layer.Shape;
import org.linfnet.layer.Step;
import org.linfnet.network.Ball;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.Network;
import org.linfnet.network.NetworkState;
import org.linfnet.network.TrainingPass;

/** The loop on the same two examples in every step, in this thread. */
class TrainingLoopTest {

  private static final int STEPS = 3;
  private static final ObjectiveSchedule.Units UNITS =
      new ObjectiveSchedule.Units(50f, new Ball(0, new float[2], new float[2]));
  private static final RunIdentity RUN =
      new RunIdentity(new TreeMap<>(), new DataFingerprint("two examples", 2, "0"), "none");

  private final Recipe recipe = recipe(5, "");
  private final Network network = recipe.network(Shape.vector(2), 2);
  private final List<String> events = new ArrayList<>();
  private final List<float[]> numbersAfterEpochs = new ArrayList<>();

  private static Recipe recipe(int epochs, String more) {
    String text =
        "network.layers = [{kind = distance, outputs = 4}, mean-shift, affine], epochs = "
            + epochs
            + ", p { start = 8, end = 8, rises-from = 0, rises-until = 0 },"
            + " learning-rate.falls-from = 0\n";
    return RecipeFile.parse("test", text + more, List.of());
  }

  /** The gradient of two examples, or of none, with or without a NaN in it. */
  private record Gradients(Network network, int examples, boolean broken) implements StepGradients {

    @Override
    public BatchGradient run(float[] numbers, Task task) {
      BatchGradient sum = new BatchGradient(network);
      new TrainingPass(network, Kernels.ofThisJvm(), 2)
          .run(
              Step.training(task.p(), new RandomStream(1)),
              numbers,
              task.objective(),
              new TrainingPass.Batch(
                  examples, new float[] {1, 2, -3, 4}, new int[] {0, 1}, new float[] {1, 1}),
              sum);
      if (broken) {
        sum.sums()[0] = Float.NaN;
      }
      return sum;
    }

    @Override
    public List<BatchGradient> statistics(float[] numbers) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Threads threads() {
      return Threads.ONE;
    }

    @Override
    public StepTimes times() {
      return new StepTimes();
    }

    @Override
    public void close() {}
  }

  private StepGradients gradients(int examples) {
    return new Gradients(network, examples, false);
  }

  private final TrainingListener listener =
      new TrainingListener() {
        @Override
        public void stepEnded(int epoch, int step, int steps) {
          events.add("step %d.%d of %d".formatted(epoch, step, steps));
        }

        @Override
        public void epochEnded(EpochRecord epoch) {
          events.add("epoch " + epoch.epoch());
        }
      };

  private final Checkpoints checkpoints =
      new Checkpoints() {
        @Override
        public Optional<TrainingState> newest(RunIdentity run) {
          return Optional.empty();
        }

        @Override
        public void keep(RunIdentity run, TrainingState state) {
          events.add("checkpoint " + state.epochs());
        }

        @Override
        public Checkpoints ofMember(int number) {
          return this;
        }
      };

  private TrainingLoop.Examples examples(
      int count, Optional<Function<NetworkState, ValidationScore>> validation) {
    return new TrainingLoop.Examples(RUN, STEPS, UNITS, gradients(count), validation);
  }

  /** Certifies so many examples after each epoch, and keeps the numbers. */
  private Function<NetworkState, ValidationScore> certifying(int... certified) {
    return state -> {
      numbersAfterEpochs.add(state.numbers().clone());
      return new ValidationScore(100, 90, certified[numbersAfterEpochs.size() - 1]);
    };
  }

  private TrainingState train(NetworkSelection selection, int... certified) {
    return new TrainingLoop(recipe, listener, checkpoints, selection)
        .run(network, examples(2, Optional.of(certifying(certified))));
  }

  @Test
  void everyEpochRunsAndTheLastNetworkIsTaken() {
    TrainingState end = train(NetworkSelection.LAST, 9, 1, 1, 1, 1);
    assertThat(end.history()).hasSize(5);
    assertThat(end.numbers()).containsExactly(numbersAfterEpochs.get(4));
    assertThat(end.moments().steps()).isEqualTo(5 * STEPS);
    assertThat(end.history().get(4).loss()).isLessThan(end.history().get(0).loss());
    assertThat(IntStream.range(0, 4))
        .allMatch(e -> !Arrays.equals(numbersAfterEpochs.get(e), end.numbers()));
  }

  @Test
  void theSelectedEpochsNetworkIsTaken() {
    TrainingState end = train(new BestValidated(10), 1, 9, 3, 4, 5);
    assertThat(end.history()).hasSize(5);
    assertThat(end.numbers()).containsExactly(numbersAfterEpochs.get(1));
  }

  @Test
  void theRunEndsWhenTheChoiceIsMade() {
    TrainingState end = train(new BestValidated(2), 1, 9, 3, 4, 5);
    assertThat(end.history()).hasSize(4);
    assertThat(end.numbers()).containsExactly(numbersAfterEpochs.get(1));
  }

  @Test
  void anEpochsCheckpointIsKeptBeforeTheListenerHearsOfItsEnd() {
    new TrainingLoop(
            recipe(3, "checkpoint.every = 2"), listener, checkpoints, NetworkSelection.LAST)
        .run(network, examples(2, Optional.empty()));
    assertThat(events)
        .containsExactly(
            "step 0.0 of 3",
            "step 0.1 of 3",
            "step 0.2 of 3",
            "epoch 1",
            "step 1.0 of 3",
            "step 1.1 of 3",
            "step 1.2 of 3",
            "checkpoint 2",
            "epoch 2",
            "step 2.0 of 3",
            "step 2.1 of 3",
            "step 2.2 of 3",
            "checkpoint 3",
            "epoch 3");
  }

  /** The running means follow the batch's: m = 0.9 m + 0.1 batch mean, from 0. */
  @Test
  void runningMeansAverageTheBatches() {
    Recipe still = recipe(1, "learning-rate.start = 1e-30");
    float[] start = network.start(new RandomStream(still.seed()).at(0).random()).numbers();
    TrainingState end =
        new TrainingLoop(still, listener, checkpoints, NetworkSelection.LAST)
            .run(network, examples(2, Optional.empty()));
    BatchGradient batch =
        gradients(2)
            .run(
                start,
                new StepGradients.Task(
                    8, still.objective().at(0, UNITS), new TrainingMoment(0, 0, STEPS)));
    for (int k = 0; k < 4; k++) {
      int at = network.slots().get(1).at() + k;
      double mean = batch.sums()[at] / 2;
      assertThat((double) end.numbers()[at]).isCloseTo(mean * (1 - 0.9 * 0.9 * 0.9), within(1e-5));
    }
  }

  @Test
  void slotsAreProjectedAfterEachStep() {
    Recipe projected =
        RecipeFile.parse(
            "test",
            "network.layers = [{kind = affine, outputs = 4, rows = l1-ball}, relu, affine],"
                + " epochs = 1, p { rises-from = 0, rises-until = 0 },"
                + " learning-rate { start = 1, falls-from = 0, divisor = 1 }",
            List.of());
    Network affine = projected.network(Shape.vector(2), 2);
    StepGradients gradients = new Gradients(affine, 2, false);
    TrainingState end =
        new TrainingLoop(projected, listener, checkpoints, NetworkSelection.LAST)
            .run(affine, new TrainingLoop.Examples(RUN, STEPS, UNITS, gradients, Optional.empty()));
    assertThat(affine.layers().get(0).lipschitz(end.numbers())).isLessThan(1.000001);
    assertThat(affine.layers().get(2).lipschitz(end.numbers())).isGreaterThan(2);
  }

  /** As where shards hold fewer examples than there are steps. */
  @Test
  void aStepWithoutExamplesMovesNothing() {
    float[] start = network.start(new RandomStream(recipe.seed()).at(0).random()).numbers();
    TrainingState end =
        new TrainingLoop(recipe, listener, checkpoints, NetworkSelection.LAST)
            .run(network, examples(0, Optional.empty()));
    assertThat(end.numbers()).containsExactly(start);
    assertThat(end.moments().steps()).isZero();
  }

  @Test
  void divergenceIsFoundBeforeACheckpointIsKept() {
    TrainingLoop loop = new TrainingLoop(recipe, listener, checkpoints, NetworkSelection.LAST);
    StepGradients broken = new Gradients(network, 2, true);
    TrainingLoop.Examples examples =
        new TrainingLoop.Examples(RUN, STEPS, UNITS, broken, Optional.empty());
    assertThatThrownBy(() -> loop.run(network, examples))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the gradient is NaN at epoch 1, step 1, in 1.distance.weights: "
                + "lower learning-rate.start, stepSize in Spark ML");
    assertThat(events).isEmpty();
  }
}
