package org.linfnet.train;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.ExampleSchema;
import org.linfnet.data.FeatureMoments;
import org.linfnet.data.FeatureScaling;
import org.linfnet.data.InvalidInputException;
import org.linfnet.data.RandomCrop;
import org.linfnet.data.RandomStream;
import org.linfnet.data.ScalingRule;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.Loss;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;

/** Synchronous data-parallel training: one Spark job a step, Adam on the driver. */
public final class Trainer {

  private static final long START = 0;

  private final Recipe recipe;
  private final TrainingListener listener;
  private final Checkpoints checkpoints;
  private final NetworkSelection selection;

  /** Trains by a recipe from the beginning and tells the listener how it goes. */
  public Trainer(Recipe recipe, TrainingListener listener) {
    this(recipe, listener, Checkpoints.NONE);
  }

  /**
   * Trains by a recipe, from the newest checkpoint if there is one, and tells the listener how it
   * goes. An epoch's checkpoint is kept before the listener hears of its end.
   */
  public Trainer(Recipe recipe, TrainingListener listener, Checkpoints checkpoints) {
    this(recipe, listener, checkpoints, NetworkSelection.LAST);
  }

  /**
   * Trains by a recipe from the beginning, tells the listener how it goes, and selects the network
   * among those of the epochs.
   */
  public Trainer(Recipe recipe, TrainingListener listener, NetworkSelection selection) {
    this(recipe, listener, Checkpoints.NONE, selection);
  }

  private Trainer(
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
   * Trains a network on images.
   *
   * @param table the training examples, with the columns of {@link ExampleSchema}
   * @param validation examples that are scored after each epoch and not trained on
   * @throws InvalidInputException when the examples cannot be used, the checkpoints are of another
   *     run, or training diverges
   */
  public TrainingOutcome<TrainedNetwork> train(
      Dataset<Row> table, Optional<Dataset<Row>> validation) {
    DatasetDescription description = ExampleSchema.describe(table.schema());
    NetworkShape shape = recipe.shape(description.shape().inputs(), description.classes());
    double margin = description.standardisation().radiusToNetwork(recipe.margin());
    Optional<Validation> scores =
        validation.map(
            rows -> Validation.of(rows, ExampleSchema.describe(rows.schema()), recipe.epsilon()));
    RandomCrop crop =
        new RandomCrop(description.shape(), recipe.cropPadding(), recipe.cropChance());
    TrainingState end = train(() -> sharded(table, description, crop), shape, margin, scores);
    return new TrainingOutcome<>(
        new TrainedNetwork(shape, end.network(), description), recipe, end.history());
  }

  private ShardedExamples sharded(
      Dataset<Row> table, DatasetDescription description, RandomCrop crop) {
    return ShardedExamples.of(table, description, crop, recipe.shards());
  }

  /**
   * Trains a network on features. The recipe's margin and epsilon are in the unit of the scaling's
   * radii.
   *
   * @param table the training examples
   * @param validation examples that are scored after each epoch and not trained on
   * @param rule how the features are scaled
   * @throws InvalidInputException when there are no examples, the checkpoints are of another run,
   *     or training diverges
   */
  public TrainingOutcome<FeatureNetwork> train(
      FeatureTable table, Optional<FeatureTable> validation, ScalingRule rule) {
    NetworkShape shape = recipe.shape(table.inputs(), table.classes());
    DealtFeatures dealt = DealtFeatures.of(table, recipe.shards());
    FeatureMoments moments = dealt.moments();
    requireExamples(moments.examples());
    FeatureScaling scaling = rule.of(moments);
    Optional<Validation> scores =
        validation.map(rows -> Validation.of(rows, scaling, recipe.epsilon()));
    TrainingState end =
        train(
            () -> ShardedExamples.of(dealt, scaling, moments.meanWeight(), table.classes()),
            shape,
            recipe.margin() / scaling.radiusUnit(),
            scores);
    return new TrainingOutcome<>(
        new FeatureNetwork(shape, end.network(), scaling), recipe, end.history());
  }

  private static void requireExamples(long examples) {
    if (examples == 0) {
      throw new InvalidInputException("there are no training examples: the table has no rows");
    }
  }

  private TrainingState train(
      Supplier<ShardedExamples> sharded,
      NetworkShape shape,
      double margin,
      Optional<Validation> validation) {
    try (ShardedExamples examples = sharded.get()) {
      requireExamples(examples.examples());
      validation.ifPresent(Validation::requireExamples);
      return train(examples, shape, margin, validation);
    } finally {
      validation.ifPresent(Validation::close);
    }
  }

  private TrainingState train(
      ShardedExamples examples,
      NetworkShape shape,
      double margin,
      Optional<Validation> validation) {
    RandomStream seed = new RandomStream(recipe.seed());
    RunKernels kernels = RunKernels.ofDriver();
    ShardPlan plan = new ShardPlan(shape, recipe.shift(), seed, kernels);
    GradientJob gradients = new GradientJob(examples, plan);
    RunIdentity run =
        new RunIdentity(recipe.entries(), examples.fingerprint(), kernels.description());
    TrainingState state = checkpoints.newest(run).orElseGet(() -> start(shape, seed));
    DivergenceCheck divergence = new DivergenceCheck(shape);
    NetworkSelection.Choice choice = selection.choice(recipe);
    int steps = recipe.steps(examples.examples());
    long kept = System.nanoTime();
    for (int epoch = state.epochs(); epoch < recipe.epochs() && !choice.isMade(); epoch++) {
      long began = System.nanoTime();
      EpochSums sums = runEpoch(gradients, divergence, state, epoch, steps, (float) margin);
      NetworkState network = state.network();
      Optional<ValidationScore> score = validation.map(v -> v.score(shape, network, kernels));
      EpochRecord record = record(epoch, steps, sums, score, System.nanoTime() - began);
      state = state.after(record);
      Duration sinceKept = Duration.ofNanos(System.nanoTime() - kept);
      if (recipe.checkpointDue(state.epochs(), sinceKept)) {
        checkpoints.keep(run, state);
        kept = System.nanoTime();
      }
      choice.epochEnded(record, network);
      listener.epochEnded(record);
    }
    NetworkState chosen = choice.chosen(state.network());
    NetworkState finished =
        recipe.refitMeans() ? new MeansRefit(examples, plan).of(chosen) : chosen;
    return new TrainingState(finished, state.moments(), state.history());
  }

  private TrainingState start(NetworkShape shape, RandomStream seed) {
    return TrainingState.starting(recipe.start().draw(shape, seed.at(START).random()));
  }

  private EpochSums runEpoch(
      GradientJob gradients,
      DivergenceCheck divergence,
      TrainingState state,
      int epoch,
      int steps,
      float margin) {
    float[] parameters = state.network().parameters();
    RunningMeans means = new RunningMeans(state.network().means());
    EpochSums sums = new EpochSums();
    for (int step = 0; step < steps; step++) {
      TrainingMoment moment = new TrainingMoment(epoch, step, steps);
      float p = recipe.p().at(moment.epochs());
      Loss loss = recipe.loss().at(moment.epochs(), margin);
      BatchGradient batch = gradients.run(state.network(), p, loss, moment);
      divergence.check(batch, parameters, moment);
      if (batch.examples() > 0) { // none where shards hold fewer examples than there are steps
        move(gradients.shape(), state, batch, moment);
        means.add(batch.meanSums(), batch.examples());
        sums.add(batch);
      }
      listener.stepEnded(epoch, step, steps);
    }
    divergence.check(parameters, new TrainingMoment(epoch, steps - 1, steps));
    return sums;
  }

  private void move(
      NetworkShape shape, TrainingState state, BatchGradient batch, TrainingMoment moment) {
    double rate = recipe.learningRate().at(moment.epochs());
    float[] parameters = state.network().parameters();
    recipe.weightDecay().step(shape, recipe.p().at(moment.epochs()), rate, parameters);
    recipe.adam().step(state.moments(), batch.gradient(), 1f / batch.examples(), rate, parameters);
  }

  private EpochRecord record(
      int epoch, int steps, EpochSums sums, Optional<ValidationScore> score, long nanos) {
    double last = new TrainingMoment(epoch, steps - 1, steps).epochs();
    return new EpochRecord(
        epoch + 1,
        recipe.p().at(last),
        recipe.learningRate().at(last),
        sums.meanLoss(),
        sums.accuracy(),
        score,
        nanos * 1e-9);
  }
}
