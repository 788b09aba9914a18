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

/**
 * Synchronous data-parallel training: gradients from every shard in each step, by a Spark job or,
 * where the driver's JVM holds all shards, by its threads; Adam on the driver.
 */
public final class Trainer {

  private static final long START = 0;

  private final Recipe recipe;
  private final TrainingListener listener;
  private final Checkpoints checkpoints;
  private final NetworkSelection selection;
  private final StepGradients.Source source;

  /** Trains by a recipe from the beginning and tells the listener how it goes. */
  public Trainer(Recipe recipe, TrainingListener listener) {
    this(recipe, listener, Checkpoints.NONE);
  }

  /**
   * Trains by a recipe, from the newest checkpoint if there is one, and tells the listener how it
   * goes. An epoch's checkpoint is kept before the listener hears of its end.
   */
  public Trainer(Recipe recipe, TrainingListener listener, Checkpoints checkpoints) {
    this(recipe, listener, checkpoints, NetworkSelection.LAST, StepGradients::of);
  }

  /**
   * Trains by a recipe from the beginning, tells the listener how it goes, and selects the network
   * among those of the epochs.
   */
  public Trainer(Recipe recipe, TrainingListener listener, NetworkSelection selection) {
    this(recipe, listener, Checkpoints.NONE, selection, StepGradients::of);
  }

  /** Trains by a recipe from the beginning on gradients from a source. */
  Trainer(Recipe recipe, StepGradients.Source source) {
    this(recipe, TrainingListener.SILENT, Checkpoints.NONE, NetworkSelection.LAST, source);
  }

  private Trainer(
      Recipe recipe,
      TrainingListener listener,
      Checkpoints checkpoints,
      NetworkSelection selection,
      StepGradients.Source source) {
    this.recipe = recipe;
    this.listener = listener;
    this.checkpoints = checkpoints;
    this.selection = selection;
    this.source = source;
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
    RunIdentity run =
        new RunIdentity(recipe.entries(), examples.fingerprint(), kernels.description());
    TrainingState start = checkpoints.newest(run).orElseGet(() -> start(shape, seed));
    NetworkSelection.Choice choice = selection.choice(recipe);
    int steps = recipe.steps(examples.examples());
    TrainingState end;
    try (StepGradients gradients = source.of(examples, plan)) {
      end = runEpochs(gradients, plan, run, start, choice, steps, (float) margin, validation);
    }
    NetworkState chosen = choice.chosen(end.network());
    NetworkState finished =
        recipe.refitMeans() ? new MeansRefit(examples, plan).of(chosen) : chosen;
    return new TrainingState(finished, end.moments(), end.history());
  }

  private TrainingState runEpochs(
      StepGradients gradients,
      ShardPlan plan,
      RunIdentity run,
      TrainingState start,
      NetworkSelection.Choice choice,
      int steps,
      float margin,
      Optional<Validation> validation) {
    NetworkShape shape = plan.shape();
    TrainingState state = start;
    long kept = System.nanoTime();
    for (int epoch = state.epochs(); epoch < recipe.epochs() && !choice.isMade(); epoch++) {
      long began = System.nanoTime();
      EpochSums sums = runEpoch(gradients, shape, state, epoch, steps, margin);
      NetworkState network = state.network();
      Optional<ValidationScore> score =
          validation.map(v -> v.score(shape, network, plan.kernels()));
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
    return state;
  }

  private TrainingState start(NetworkShape shape, RandomStream seed) {
    return TrainingState.starting(recipe.start().draw(shape, seed.at(START).random()));
  }

  private EpochSums runEpoch(
      StepGradients gradients,
      NetworkShape shape,
      TrainingState state,
      int epoch,
      int steps,
      float margin) {
    DivergenceCheck divergence = new DivergenceCheck(shape);
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
        move(shape, state, batch, moment);
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
