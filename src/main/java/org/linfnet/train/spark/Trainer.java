package org.linfnet.train.spark;

import java.util.List;
import java.util.Optional;
import org.linfnet.InvalidInputException;
import org.linfnet.RandomStream;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.ExampleBlock;
import org.linfnet.network.Network;
import org.linfnet.network.NetworkState;
import org.linfnet.train.Checkpoints;
import org.linfnet.train.EpochRecord;
import org.linfnet.train.NetworkSelection;
import org.linfnet.train.ObjectiveSchedule;
import org.linfnet.train.Recipe;
import org.linfnet.train.RunIdentity;
import org.linfnet.train.StepGradients;
import org.linfnet.train.TemperatureFit;
import org.linfnet.train.TrainingListener;
import org.linfnet.train.TrainingLoop;
import org.linfnet.train.TrainingState;

/**
 * Data-parallel training: examples are dealt to shards, and each step takes a gradient from every
 * shard, by a Spark job or, where the driver's JVM holds all shards, by its threads.
 */
public final class Trainer {

  /** Where the gradients of a run come from. */
  @FunctionalInterface
  interface GradientSource {

    /** Over examples, by a plan. */
    StepGradients of(ShardedExamples examples, ShardPlan plan);

    /** By this JVM's own threads where it holds all shards, else by a Spark job a step. */
    static StepGradients fitting(ShardedExamples examples, ShardPlan plan) {
      return examples
          .inThisJvm()
          .<StepGradients>map(
              shards -> new ThreadGradients(shards, examples.cores(), plan, examples.spark()))
          .orElseGet(() -> new JobGradients(examples, plan));
    }
  }

  /** How many examples the temperature is fitted to at most: it is one number. */
  private static final int TEMPERATURE_EXAMPLES = 8192;

  private final Recipe recipe;
  private final TrainingLoop loop;
  private final GradientSource source;

  /** Trains by a recipe from the beginning and tells the listener of its progress. */
  public Trainer(Recipe recipe, TrainingListener listener) {
    this(recipe, listener, Checkpoints.NONE);
  }

  /** Trains by a recipe, from the newest checkpoint if there is one. */
  public Trainer(Recipe recipe, TrainingListener listener, Checkpoints checkpoints) {
    this(
        recipe,
        new TrainingLoop(recipe, listener, checkpoints, NetworkSelection.LAST),
        GradientSource::fitting);
  }

  /** Trains by a recipe from the beginning and selects the network among those of the epochs. */
  public Trainer(Recipe recipe, TrainingListener listener, NetworkSelection selection) {
    this(
        recipe,
        new TrainingLoop(recipe, listener, Checkpoints.NONE, selection),
        GradientSource::fitting);
  }

  /** Trains by a recipe from the beginning on gradients from a source. */
  Trainer(Recipe recipe, GradientSource source) {
    this(
        recipe,
        new TrainingLoop(recipe, TrainingListener.SILENT, Checkpoints.NONE, NetworkSelection.LAST),
        source);
  }

  private Trainer(Recipe recipe, TrainingLoop loop, GradientSource source) {
    this.recipe = recipe;
    this.loop = loop;
    this.source = source;
  }

  /**
   * What training gives.
   *
   * @param network the finished network with its encoding
   * @param recipe what it was trained by
   * @param history a record for each epoch
   * @param temperature fitted by {@link TemperatureFit} to validation examples, or to training
   *     examples where there are none
   */
  public record Outcome(
      EncodedNetwork network, Recipe recipe, List<EpochRecord> history, double temperature) {}

  /**
   * Trains a network. The recipe's margin and epsilon are in the unit of the encoding's radii.
   *
   * @param training what to train on
   * @param validation examples that are scored after each epoch and not trained on
   * @throws InvalidInputException when examples cannot be used, the checkpoints are of another run,
   *     or training diverges
   */
  public Outcome train(LabelledExamples training, Optional<LabelledExamples> validation) {
    try (ShardedExamples examples =
        ShardedExamples.of(training, recipe.augmentation(), recipe.shards())) {
      Encoding encoding = examples.encoding();
      requireInRange(encoding);
      Network network = recipe.network(encoding.shape(), training.classes());
      ShardPlan plan =
          new ShardPlan(network, new RandomStream(recipe.seed()), RunKernels.ofDriver());
      Optional<Validation> scores =
          validation.map(rows -> Validation.of(rows, encoding, recipe, plan.kernels()));
      try {
        return train(examples, plan, scores);
      } finally {
        scores.ifPresent(Validation::close);
      }
    }
  }

  private void requireInRange(Encoding encoding) {
    requireInRange("epsilon", recipe.epsilon(), encoding);
    requireInRange("bounds.epsilon", (float) recipe.objective().epsilon(), encoding);
  }

  private static void requireInRange(String key, float radius, Encoding encoding) {
    if (radius > encoding.largestRadius()) {
      throw new InvalidInputException(
          "%s is %s: these examples have no radius above %s"
              .formatted(key, radius, encoding.largestRadius()));
    }
  }

  private Outcome train(ShardedExamples examples, ShardPlan plan, Optional<Validation> validation) {
    RunIdentity identity =
        new RunIdentity(recipe.entries(), examples.fingerprint(), plan.kernels().description());
    Encoding encoding = examples.encoding();
    ObjectiveSchedule.Units units =
        new ObjectiveSchedule.Units(
            (float) encoding.radiusToNetwork(recipe.margin()),
            encoding.ball(recipe.objective().epsilon()));
    try (StepGradients gradients = source.of(examples, plan)) {
      TrainingState end =
          loop.run(
              plan.network(),
              new TrainingLoop.Examples(
                  identity,
                  recipe.steps(examples.examples()),
                  units,
                  gradients,
                  validation.map(scores -> scores::score)));
      NetworkState last = new NetworkState(plan.network(), end.numbers());
      NetworkState finished = recipe.refitMeans() ? new MeansRefit(gradients).of(last) : last;
      ExampleBlock logits =
          validation
              .map(rows -> rows.logits(finished, TEMPERATURE_EXAMPLES))
              .orElseGet(() -> examples.logits(plan, finished, TEMPERATURE_EXAMPLES));
      return new Outcome(
          new EncodedNetwork(finished, examples.encoding()),
          recipe,
          end.history(),
          TemperatureFit.of(logits));
    }
  }
}
