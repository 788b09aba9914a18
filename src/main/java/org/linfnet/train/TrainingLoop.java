package org.linfnet.train;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.linfnet.InvalidInputException;
import org.linfnet.RandomStream;
import org.linfnet.layer.Slot;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.Network;
import org.linfnet.network.NetworkState;

/**
 * Synchronous training: a gradient in each step, and a step of Adam along it. Where the gradients
 * are computed is not known here.
 */
public final class TrainingLoop {

  private static final long START = 0;

  private final Recipe recipe;
  private final TrainingListener listener;
  private final Checkpoints checkpoints;
  private final NetworkSelection selection;

  /**
   * Trains by a recipe, from the newest checkpoint if there is one. An epoch's checkpoint is kept
   * before the listener hears of its end.
   *
   * @param selection chooses the network among those of the epochs
   */
  public TrainingLoop(
      Recipe recipe,
      TrainingListener listener,
      Checkpoints checkpoints,
      NetworkSelection selection) {
    this.recipe = recipe;
    this.listener = listener;
    this.checkpoints = checkpoints;
    this.selection = selection;
  }

  /**
   * What the loop trains on.
   *
   * @param identity what decides the bits of the run
   * @param steps of an epoch
   * @param units what the recipe's radii are in network units
   * @param gradients of the steps
   * @param validation scores the network after each epoch, when there are examples for it
   */
  public record Examples(
      RunIdentity identity,
      int steps,
      ObjectiveSchedule.Units units,
      StepGradients gradients,
      Optional<Function<NetworkState, ValidationScore>> validation) {}

  /**
   * Runs all epochs.
   *
   * @param network the layers; its numbers are drawn anew or come from a checkpoint
   * @return the state after the last epoch, with the selected network's numbers
   * @throws InvalidInputException when the checkpoints are of another run, or training diverges
   */
  public TrainingState run(Network network, Examples examples) {
    TrainingState state = checkpoints.newest(examples.identity()).orElseGet(() -> start(network));
    NetworkState trained = new NetworkState(network, state.numbers());
    NetworkSelection.Choice choice = selection.choice(recipe);
    long kept = System.nanoTime();
    for (int epoch = state.epochs(); epoch < recipe.epochs() && !choice.isMade(); epoch++) {
      EpochRecord record = new Epoch(epoch, trained, state.moments(), examples).run();
      state = state.after(record);
      Duration sinceKept = Duration.ofNanos(System.nanoTime() - kept);
      if (recipe.checkpointDue(state.epochs(), sinceKept)) {
        checkpoints.keep(examples.identity(), state);
        kept = System.nanoTime();
      }
      choice.epochEnded(record, trained);
      listener.epochEnded(record);
    }
    return state.with(choice.chosen(trained).numbers());
  }

  private TrainingState start(Network network) {
    RandomStream seed = new RandomStream(recipe.seed());
    return TrainingState.starting(network.start(seed.at(START).random()).numbers());
  }

  /** One pass over the examples. */
  private final class Epoch {

    private final int epoch;
    private final NetworkState network;
    private final AdamMoments moments;
    private final Examples examples;
    private double loss;
    private long correct;
    private long seen;

    Epoch(int epoch, NetworkState network, AdamMoments moments, Examples examples) {
      this.epoch = epoch;
      this.network = network;
      this.moments = moments;
      this.examples = examples;
    }

    EpochRecord run() {
      long began = System.nanoTime();
      DivergenceCheck divergence = new DivergenceCheck(network.network());
      for (int step = 0; step < examples.steps(); step++) {
        step(new TrainingMoment(epoch, step, examples.steps()), divergence);
        listener.stepEnded(epoch, step, examples.steps());
      }
      TrainingMoment last = new TrainingMoment(epoch, examples.steps() - 1, examples.steps());
      divergence.check(network.numbers(), last);
      Optional<ValidationScore> score =
          examples
              .validation()
              .map(
                  v -> {
                    examples.gradients().pause();
                    return v.apply(network);
                  });
      return new EpochRecord(
          epoch + 1,
          recipe.p().at(last.epochs()),
          recipe.learningRate().at(last.epochs()),
          loss / seen,
          correct / (double) seen,
          score,
          (System.nanoTime() - began) * 1e-9);
    }

    private void step(TrainingMoment moment, DivergenceCheck divergence) {
      float p = recipe.p().at(moment.epochs());
      StepGradients.Task task =
          new StepGradients.Task(
              p, recipe.objective().at(moment.epochs(), examples.units()), moment);
      BatchGradient batch = examples.gradients().run(network.numbers(), task);
      divergence.check(batch, network.numbers(), moment);
      if (batch.examples() > 0) { // none where shards hold fewer examples than there are steps
        move(batch, p, recipe.learningRate().at(moment.epochs()));
        new RunningMeans(network).add(batch);
        loss += batch.loss();
        correct += batch.correct();
        seen += batch.examples();
      }
    }

    private void move(BatchGradient batch, float p, double rate) {
      recipe.weightDecay().step(network, p, rate);
      Adam.Gradient gradient =
          new Adam.Gradient(
              network.network().slots(Slot.Role.TRAINED), batch.sums(), batch.examples(), rate);
      recipe.adam().step(moments, gradient, network.numbers(), examples.gradients().threads());
      for (Slot slot : gradient.slots()) {
        slot.update().projection().apply(network.numbers(), slot);
      }
    }
  }
}
