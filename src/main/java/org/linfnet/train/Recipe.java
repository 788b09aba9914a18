package org.linfnet.train;

import java.time.Duration;
import java.util.SortedMap;
import org.linfnet.network.MeanShift;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.StartingWeights;

/**
 * How a network is trained. With the data, it decides the bits of the model; {@code
 * checkpointEvery} alone decides none.
 *
 * @param hiddenLayers distance layers before the output layer
 * @param width their neurons
 * @param start what the weights start from
 * @param epochs passes over the examples
 * @param batch the most examples of a step, over all shards
 * @param shards the parts that examples are dealt to
 * @param seed where all that is random is drawn from
 * @param margin the hinge's t, in pixel units
 * @param epsilon the radius that validation certifies at, in pixel units
 * @param p how the norm grows
 * @param learningRate how the learning rate falls
 * @param loss what training makes small
 * @param shift which means training takes away
 * @param adam the optimiser
 * @param weightDecay beside it
 * @param refitMeans whether the finished network's means are those of the training examples at p =
 *     infinity, and not the running ones
 * @param cropPadding the border of zero pixels that random crops are taken out of
 * @param cropChance how likely an image is cropped when it is trained on
 * @param checkpointEvery how often a run keeps a checkpoint, where it keeps any
 * @param entries every key of the recipe with its value, as it was resolved
 */
public record Recipe(
    int hiddenLayers,
    int width,
    StartingWeights start,
    int epochs,
    int batch,
    int shards,
    long seed,
    float margin,
    float epsilon,
    PSchedule p,
    LearningRateSchedule learningRate,
    LossSchedule loss,
    MeanShift shift,
    Adam adam,
    WeightDecay weightDecay,
    boolean refitMeans,
    int cropPadding,
    double cropChance,
    CheckpointInterval checkpointEvery,
    SortedMap<String, String> entries) {

  /** The key of {@link #checkpointEvery}. */
  static final String CHECKPOINT_EVERY = "checkpoint.every";

  /** The network for examples of this size. */
  public NetworkShape shape(int inputs, int classes) {
    return new NetworkShape(inputs, hiddenLayers, width, classes);
  }

  /**
   * Whether a checkpoint is due when so many epochs are done and the last is so old; at the end of
   * a run one always is.
   */
  boolean checkpointDue(int epochsDone, Duration sinceLast) {
    return checkpointEvery.isDue(epochsDone, sinceLast) || epochsDone == epochs;
  }

  /** The steps of an epoch: as few as keep every batch within {@link #batch}. */
  public int steps(long examples) {
    return Math.toIntExact(Math.max(1, (examples + batch - 1) / batch));
  }
}
