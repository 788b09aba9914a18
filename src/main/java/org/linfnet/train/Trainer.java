package org.linfnet.train;

import java.time.Duration;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.ExampleSchema;
import org.linfnet.data.InvalidInputException;
import org.linfnet.data.RandomCrop;
import org.linfnet.data.RandomStream;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.HingeLoss;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;

/** Synchronous data-parallel training: one Spark job a step, Adam on the driver. */
public final class Trainer {

  private static final long START = 0;

  private final Recipe recipe;
  private final TrainingListener listener;
  private final Checkpoints checkpoints;

  /** Trains by a recipe from the beginning and tells the listener how it goes. */
  public Trainer(Recipe recipe, TrainingListener listener) {
    this(recipe, listener, Checkpoints.NONE);
  }

  /**
   * Trains by a recipe, from the newest checkpoint if there is one, and tells the listener how it
   * goes. An epoch's checkpoint is kept before the listener hears of its end.
   */
  public Trainer(Recipe recipe, TrainingListener listener, Checkpoints checkpoints) {
    this.recipe = recipe;
    this.listener = listener;
    this.checkpoints = checkpoints;
  }

  /**
   * Trains a network.
   *
   * @param table the training examples, with the columns of {@link ExampleSchema}
   * @param validation examples that are scored after each epoch and not trained on
   * @throws InvalidInputException when the examples cannot be used, the checkpoints are of another
   *     run, or training diverges
   */
  public TrainingOutcome train(Dataset<Row> table, Optional<Dataset<Row>> validation) {
    DatasetDescription description = ExampleSchema.describe(table.schema());
    Optional<Validation> scores =
        validation.map(
            rows -> new Validation(rows, ExampleSchema.describe(rows.schema()), recipe.epsilon()));
    try (ShardedExamples examples = ShardedExamples.of(table, description, recipe.shards())) {
      if (examples.examples() == 0) {
        throw new InvalidInputException("there are no training examples: the table has no rows");
      }
      scores.ifPresent(Validation::requireExamples);
      return train(examples, description, scores);
    } finally {
      scores.ifPresent(Validation::close);
    }
  }

  private TrainingOutcome train(
      ShardedExamples examples, DatasetDescription description, Optional<Validation> validation) {
    NetworkShape shape = recipe.shape(description.shape().inputs(), description.classes());
    RandomStream seed = new RandomStream(recipe.seed());
    RunKernels kernels = RunKernels.ofDriver();
    GradientJob gradients = new GradientJob(examples, plan(description, shape, seed, kernels));
    RunIdentity run =
        new RunIdentity(recipe.entries(), examples.fingerprint(), kernels.description());
    TrainingState state = checkpoints.newest(run).orElseGet(() -> start(shape, seed));
    DivergenceCheck divergence = new DivergenceCheck(shape);
    int steps = recipe.steps(examples.examples());
    long kept = System.nanoTime();
    for (int epoch = state.epochs(); epoch < recipe.epochs(); epoch++) {
      long began = System.nanoTime();
      EpochSums sums = runEpoch(gradients, divergence, state, epoch, steps);
      NetworkState network = state.network();
      Optional<ValidationScore> score = validation.map(v -> v.score(shape, network, kernels));
      EpochRecord record = record(epoch, steps, sums, score, System.nanoTime() - began);
      state = state.after(record);
      Duration sinceKept = Duration.ofNanos(System.nanoTime() - kept);
      if (recipe.checkpointDue(state.epochs(), sinceKept)) {
        checkpoints.keep(run, state);
        kept = System.nanoTime();
      }
      listener.epochEnded(record);
    }
    return new TrainingOutcome(
        new TrainedNetwork(shape, state.network(), description), recipe, state.history());
  }

  private ShardPlan plan(
      DatasetDescription description, NetworkShape shape, RandomStream seed, RunKernels kernels) {
    double margin = description.standardisation().radiusToNetwork(recipe.margin());
    return new ShardPlan(
        shape,
        new HingeLoss((float) margin),
        new RandomCrop(description.shape(), recipe.cropPadding()),
        description.standardisation(),
        seed,
        kernels);
  }

  private TrainingState start(NetworkShape shape, RandomStream seed) {
    return TrainingState.starting(recipe.start().draw(shape, seed.at(START).random()));
  }

  private EpochSums runEpoch(
      GradientJob gradients,
      DivergenceCheck divergence,
      TrainingState state,
      int epoch,
      int steps) {
    float[] parameters = state.network().parameters();
    RunningMeans means = new RunningMeans(state.network().means());
    EpochSums sums = new EpochSums();
    for (int step = 0; step < steps; step++) {
      TrainingMoment moment = new TrainingMoment(epoch, step, steps);
      float p = recipe.p().at(moment.epochs());
      BatchGradient batch = gradients.run(parameters, p, moment);
      divergence.check(batch, parameters, moment);
      if (batch.examples() > 0) { // none where shards hold fewer examples than there are steps
        move(parameters, state.moments(), batch, moment);
        means.add(batch.meanSums(), batch.examples());
        sums.add(batch);
      }
      listener.stepEnded(epoch, step, steps);
    }
    divergence.check(parameters, new TrainingMoment(epoch, steps - 1, steps));
    return sums;
  }

  private void move(
      float[] parameters, AdamMoments moments, BatchGradient batch, TrainingMoment moment) {
    double rate = recipe.learningRate().at(moment.epochs());
    recipe.adam().step(moments, batch.gradient(), 1f / batch.examples(), rate, parameters);
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
