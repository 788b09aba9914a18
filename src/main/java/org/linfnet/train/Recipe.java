package org.linfnet.train;

import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.linfnet.input.Augmentation;
import org.linfnet.input.FeatureScaling;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.Shape;
import org.linfnet.network.Network;

/**
 * How a network is trained. The recipe, the data and the kernels decide the bits of the model.
 * {@code checkpointEvery} and the entry {@code data-set} decide none of them.
 *
 * @param layers the layers of the network, or of each of its members, first to last
 * @param members the networks whose logits are averaged
 * @param epochs passes over the examples
 * @param batch the most examples of a step, over all shards
 * @param shards the parts that examples are dealt to
 * @param seed where all that is random is drawn from
 * @param margin the hinge's t, in the unit of radii
 * @param epsilon the radius that validation certifies at, in the unit of radii
 * @param p how the norm grows
 * @param learningRate how the learning rate falls
 * @param objective what training makes small
 * @param adam the optimiser
 * @param weightDecay beside it
 * @param refitMeans whether the finished network's means are those of the training examples at p =
 *     infinity, and not the running ones
 * @param featureScaling how features are scaled; images are as their table says
 * @param augmentation how training changes examples at random
 * @param checkpointEvery how often a run keeps a checkpoint, where it keeps any
 * @param entries every key of the recipe with its value, as it was resolved: of the two ways to
 *     describe a network, the one that was used. A recipe of these lines is this recipe.
 */
public record Recipe(
    List<LayerDescription> layers,
    int members,
    int epochs,
    int batch,
    int shards,
    long seed,
    float margin,
    float epsilon,
    PSchedule p,
    LearningRateSchedule learningRate,
    ObjectiveSchedule objective,
    Adam adam,
    WeightDecay weightDecay,
    boolean refitMeans,
    FeatureScaling featureScaling,
    Augmentation augmentation,
    CheckpointInterval checkpointEvery,
    SortedMap<String, String> entries) {

  /** The network, or a member of it, for examples of this shape. */
  public Network network(Shape inputs, int classes) {
    return new Network(inputs, classes, layers);
  }

  /**
   * The recipe of one member, which is a network of its own: that of the seed so many after this
   * one's.
   */
  public Recipe member(int number) {
    SortedMap<String, String> own = new TreeMap<>(entries);
    own.put(RecipeKey.SEED.key(), Long.toString(seed + number));
    own.put(RecipeKey.MEMBERS.key(), "1");
    return new Recipe(
        layers,
        1,
        epochs,
        batch,
        shards,
        seed + number,
        margin,
        epsilon,
        p,
        learningRate,
        objective,
        adam,
        weightDecay,
        refitMeans,
        featureScaling,
        augmentation,
        checkpointEvery,
        own);
  }

  /** The epochs of all members. */
  public int allEpochs() {
    return Math.multiplyExact(members, epochs);
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
