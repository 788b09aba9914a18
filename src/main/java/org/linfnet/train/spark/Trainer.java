package org.linfnet.train.spark;

import java.util.ArrayList;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger LOG = LoggerFactory.getLogger(Trainer.class);

  /** How many examples the temperature is fitted to at most: it is one number. */
  private static final int TEMPERATURE_EXAMPLES = 8192;

  private final Recipe recipe;
  private final TrainingListener listener;
  private final Checkpoints checkpoints;
  private final NetworkSelection selection;
  private final GradientSource source;

  /** Trains by a recipe from the beginning and tells the listener of its progress. */
  public Trainer(Recipe recipe, TrainingListener listener) {
    this(recipe, listener, Checkpoints.NONE);
  }

  /** Trains by a recipe, from the newest checkpoint if there is one. */
  public Trainer(Recipe recipe, TrainingListener listener, Checkpoints checkpoints) {
    this(recipe, listener, checkpoints, NetworkSelection.LAST, GradientSource::fitting);
  }

  /** Trains by a recipe from the beginning and selects the network among those of the epochs. */
  public Trainer(Recipe recipe, TrainingListener listener, NetworkSelection selection) {
    this(recipe, listener, Checkpoints.NONE, selection, GradientSource::fitting);
  }

  /** Trains by a recipe from the beginning on gradients from a source. */
  Trainer(Recipe recipe, GradientSource source) {
    this(recipe, TrainingListener.SILENT, Checkpoints.NONE, NetworkSelection.LAST, source);
  }

  private Trainer(
      Recipe recipe,
      TrainingListener listener,
      Checkpoints checkpoints,
      NetworkSelection selection,
      GradientSource source) {
    this.recipe = recipe;
    this.listener = listener;
    this.checkpoints = checkpoints;
    this.selection = selection;
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
   * Trains a network, or the members whose logits are averaged. The recipe's margin and epsilon are
   * in the unit of the encoding's radii.
   *
   * @param training what to train on
   * @param validation examples that are scored after each epoch and not trained on
   * @throws InvalidInputException when examples cannot be used, the checkpoints are of another run,
   *     or training diverges
   */
  public Outcome train(LabelledExamples training, Optional<LabelledExamples> validation) {
    try (ShardedExamples examples =
        ShardedExamples.of(training, recipe.augmentation(), recipe.shards())) {
      warnOfRepeatedIds(examples);
      Encoding encoding = examples.encoding();
      requireInRange(encoding);
      Network network = recipe.network(encoding.shape(), training.classes());
      RunKernels kernels = RunKernels.ofDriver();
      Optional<Validation> scores =
          validation.map(rows -> Validation.of(rows, encoding, recipe, kernels));
      try {
        return train(examples, network, kernels, scores);
      } finally {
        scores.ifPresent(Validation::close);
      }
    }
  }

  private static void warnOfRepeatedIds(ShardedExamples examples) {
    if (examples.repeatedIds() > 0) {
      LOG.warn(
          "{} of {} training rows repeat the id of another: give each row its own",
          examples.repeatedIds(),
          examples.examples());
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

  private Outcome train(
      ShardedExamples examples,
      Network network,
      RunKernels kernels,
      Optional<Validation> validation) {
    int atOnce = FitMemory.networksAtOnce(recipe, network.size(), Runtime.getRuntime().maxMemory());
    try (MemberTraining training =
        MemberTraining.on(examples, Math.min(recipe.members(), atOnce))) {
      MembersProgress progress = new MembersProgress(listener, recipe.members());
      List<NetworkHistory> members =
          training.train(
              recipe.members(),
              (number, ofMember) -> {
                Recipe own = recipe.member(number);
                tellMember(number, own);
                TrainingLoop loop = loop(number, own, progress.of(number));
                ShardPlan plan = new ShardPlan(network, seed(own), kernels);
                NetworkHistory member = train(own, loop, ofMember, plan, validation);
                progress.ended(number, member.history().size());
                return member;
              });
      NetworkState finished = NetworkHistory.mean(members);
      ShardPlan plan = new ShardPlan(finished.network(), seed(recipe), kernels);
      ExampleBlock logits =
          validation
              .map(rows -> rows.logits(finished, TEMPERATURE_EXAMPLES))
              .orElseGet(() -> training.examples().logits(plan, finished, TEMPERATURE_EXAMPLES));
      return new Outcome(
          new EncodedNetwork(finished, examples.encoding()),
          recipe,
          NetworkHistory.inOrder(members),
          TemperatureFit.of(logits));
    }
  }

  private void tellMember(int number, Recipe own) {
    if (recipe.members() > 1) {
      LOG.info("member {} of {} begins, with seed {}", number + 1, recipe.members(), own.seed());
    }
  }

  private static RandomStream seed(Recipe recipe) {
    return new RandomStream(recipe.seed());
  }

  private TrainingLoop loop(int member, Recipe own, TrainingListener progress) {
    Checkpoints ofMember = recipe.members() == 1 ? checkpoints : checkpoints.ofMember(member + 1);
    return new TrainingLoop(own, progress, ofMember, selection);
  }

  /** A finished network with a record for each of its epochs. */
  private record NetworkHistory(NetworkState network, List<EpochRecord> history) {

    private static NetworkState mean(List<NetworkHistory> members) {
      return members.size() == 1
          ? members.get(0).network()
          : NetworkState.mean(members.stream().map(NetworkHistory::network).toList());
    }

    /** The epochs of the members, those of one behind those of the other. */
    private static List<EpochRecord> inOrder(List<NetworkHistory> members) {
      List<EpochRecord> history = new ArrayList<>();
      for (NetworkHistory member : members) {
        int before = history.size();
        member.history().forEach(epoch -> history.add(epoch.later(before)));
      }
      return history;
    }
  }

  private NetworkHistory train(
      Recipe own,
      TrainingLoop loop,
      ShardedExamples examples,
      ShardPlan plan,
      Optional<Validation> validation) {
    RunIdentity identity =
        new RunIdentity(own.entries(), examples.fingerprint(), plan.kernels().description());
    Encoding encoding = examples.encoding();
    ObjectiveSchedule.Units units =
        new ObjectiveSchedule.Units(
            (float) encoding.radiusToNetwork(own.margin()),
            encoding.ball(own.objective().epsilon()));
    try (StepGradients gradients = source.of(examples, plan)) {
      TrainingState end =
          loop.run(
              plan.network(),
              new TrainingLoop.Examples(
                  identity,
                  own.steps(examples.examples()),
                  units,
                  gradients,
                  validation.map(scores -> scores::score)));
      NetworkState last = new NetworkState(plan.network(), end.numbers());
      return new NetworkHistory(
          own.refitMeans() ? new MeansRefit(gradients).of(last) : last, end.history());
    }
  }
}
