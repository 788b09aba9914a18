package org.linfnet.train;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.linfnet.input.FeatureScaling;

/**
 * The keys of recipes: name, default, values and meaning, and the Param of the Spark ML estimator
 * that stands for the key. The reading of recipe files, the Params and the reference pages rest on
 * this table.
 */
public enum RecipeKey {
  DATA_SET(
      "data-set",
      "\"\"",
      KeyRange.text(),
      "The data set that the recipe is for: submit/reproduce.sh prepares it. No bit of a model"
          + " depends on it."),
  LAYERS(
      "network.layers",
      "[]",
      KeyRange.layers(),
      "The layers of the network, first to last: names of kinds, or objects such as {kind ="
          + " distance, outputs = 256}. A list replaces the keys network.hidden-layers, network.width,"
          + " network.start and mean-shift."),
  METHOD(
      "method",
      "distance",
      KeyRange.oneOf(TrainingMethod.labels()),
      "What is trained: the network that hidden layers of a width stand for, and the defaults of"
          + " objective, learning-rate.start, adam.* and bounds.*.",
      param("method", "distance")),
  HIDDEN_LAYERS(
      "network.hidden-layers",
      "3",
      KeyRange.wholeNumber(0, 1000),
      "The number of hidden layers.",
      param("hiddenLayers", "2")),
  WIDTH(
      "network.width",
      "256",
      KeyRange.wholeNumber(1, 1 << 20),
      "The neurons of a hidden layer.",
      param("width", "128")),
  START(
      "network.start",
      "identity",
      KeyRange.oneOf("normal", "identity"),
      "What hidden weights start from. normal: N(0, 1). identity: also -10 on w[k][k mod inputs] in"
          + " a layer no narrower than its input."),
  MEAN_SHIFT(
      "mean-shift",
      "batch",
      KeyRange.oneOf("batch", "running"),
      "Which means training takes away from hidden outputs. batch: those of the shard's part of the"
          + " batch. running: the running means of the steps before, which couple no examples."),
  MEMBERS(
      "members",
      "1",
      KeyRange.wholeNumber(1, 64),
      "How many networks are trained, with the seeds from seed on. The model's logits are the mean"
          + " of theirs.",
      param("members", "1")),
  EPOCHS(
      "epochs",
      "20",
      KeyRange.wholeNumber(1, 1_000_000),
      "The passes over the training examples.",
      param("maxIter", "50")),
  BATCH(
      "batch",
      "512",
      KeyRange.wholeNumber(1, 1 << 24),
      "The most examples of a step, over all shards.",
      param(
          "batchSize",
          Optional.empty(),
          "When it is not set: a 64th of the rows, but 32 to 1024.")),
  SHARDS(
      "shards",
      "2",
      KeyRange.wholeNumber(1, 1 << 16),
      "The number of parts that the examples are dealt to, by id, and so the most executors that"
          + " can share a step. The model depends on it: batch means are taken within a shard's part of"
          + " the batch.",
      param("shards", "2")),
  SEED(
      "seed",
      "1",
      KeyRange.seed(),
      "Where everything random is drawn from.",
      param("seed", Optional.empty(), "")),
  MARGIN(
      "margin",
      "0.9",
      KeyRange.number(Float.MIN_NORMAL, 1e6),
      "The hinge's t, the margin that training asks for, in the unit of radii. Three times epsilon"
          + " does well.",
      param("margin", "0.5")),
  EPSILON(
      "epsilon",
      "0.3",
      KeyRange.number(0, 1e6),
      "The radius that validation certifies at, in the unit of radii.",
      param("epsilon", "0.1")),
  P_START(
      "p.start",
      "6",
      KeyRange.number(1, 10_000),
      "The p of the l_p norms that training starts with.",
      param("startP", "4")),
  P_END(
      "p.end",
      "100",
      KeyRange.number(1, 10_000),
      "The p of the l_p norms that training ends with. The finished network has p = infinity.",
      param("endP", "100")),
  P_RISE(
      "p.rise",
      "linear",
      KeyRange.oneOf("linear", "exponential"),
      "How p rises, in whole numbers, at which the kernels are fast."),
  P_RISES_FROM("p.rises-from", "15 %", KeyRange.moment(), "When p begins to rise."),
  P_RISES_UNTIL("p.rises-until", "80 %", KeyRange.moment(), "When p has risen."),
  P_INFINITE_FROM(
      "p.infinite-from",
      "Infinity",
      KeyRange.moment(),
      "When training goes on at p = infinity; never when it is beyond the last epoch."),
  OBJECTIVE(
      "objective",
      "margin",
      KeyRange.oneOf(TrainingObjective.labels()),
      "What training makes small. margin: the keys loss.* below. cross-entropy: of the logits."
          + " interval-bounds: of the logits and of the worst logits that interval bounds leave"
          + " possible (IBP), by the keys bounds.* below. linear-bounds: the same, and while the"
          + " radius rises linear bounds count as well (CROWN-IBP), and then with the share"
          + " bounds.beta. dual-bounds: of the worst logits that linear bounds from every layer leave"
          + " possible (CAP)."),
  BOUNDS_EPSILON(
      "bounds.epsilon",
      "${epsilon}",
      KeyRange.number(0, 1e6),
      "The radius of the balls that bounds are computed over, in the unit of radii."),
  BOUNDS_KAPPA(
      "bounds.kappa",
      "0.5",
      KeyRange.number(0, 1),
      "The share of the clean logits in the loss when the radius has risen. It falls from 1; of"
          + " dual-bounds it stays as it is."),
  BOUNDS_BETA(
      "bounds.beta",
      "0",
      KeyRange.number(0, 1),
      "The share of lines in the bounds of linear-bounds when the radius has risen. It falls from"
          + " 1."),
  BOUNDS_START(
      "bounds.start",
      "0",
      KeyRange.number(0, 1e6),
      "The radius before it rises, in the unit of radii; at most bounds.epsilon."),
  BOUNDS_RISE_FROM(
      "bounds.rises-from", "5 %", KeyRange.moment(), "When the radius begins to rise."),
  BOUNDS_RISE_UNTIL("bounds.rises-until", "60 %", KeyRange.moment(), "When the radius has risen."),
  BOUNDS_PROJECTIONS(
      "bounds.projections",
      "0",
      KeyRange.wholeNumber(0, 1000),
      "The random projections from which dual-bounds estimates the bounds of hidden layers, in less"
          + " time than it computes them; 0 for bounds that are computed."),
  LOSS_MARGIN(
      "loss.margin",
      "hinge",
      KeyRange.oneOf("hinge", "clipped-hinge"),
      "hinge: max(0, t - margin). clipped-hinge: the same over t and at most 1, so that examples"
          + " which are misclassified have no gradient."),
  CROSS_ENTROPY_START(
      "loss.cross-entropy.start",
      "0",
      KeyRange.number(0, 1000),
      "The share of cross-entropy beside the hinge until p rises; 0 for none."),
  CROSS_ENTROPY_END(
      "loss.cross-entropy.end",
      "0",
      KeyRange.number(0, 1000),
      "The share of cross-entropy when p has risen. It changes by the same factor in the same time."),
  CROSS_ENTROPY_SCALE(
      "loss.cross-entropy.scale",
      "5",
      KeyRange.number(Float.MIN_NORMAL, 1e6),
      "What the logits of cross-entropy are multiplied by, over t."),
  LEARNING_RATE(
      "learning-rate.start",
      "0.03",
      KeyRange.number(Double.MIN_NORMAL, 1000),
      "The learning rate that training starts with.",
      param("stepSize", "0.03")),
  LEARNING_RATE_FALL(
      "learning-rate.fall",
      "step",
      KeyRange.oneOf("step", "cosine"),
      "step: the rate is divided by learning-rate.divisor. cosine: it falls to 0 at the end."),
  LEARNING_RATE_FALLS_FROM(
      "learning-rate.falls-from", "80 %", KeyRange.moment(), "When the rate begins to fall."),
  LEARNING_RATE_DIVISOR(
      "learning-rate.divisor", "5", KeyRange.number(1, 1e9), "The divisor of a step."),
  ADAM_BETA1(
      "adam.beta1", "0.9", KeyRange.number(0, 0.999999), "The decay of Adam's first moment."),
  ADAM_BETA2(
      "adam.beta2", "0.99", KeyRange.number(0, 0.999999), "The decay of Adam's second moment."),
  ADAM_EPSILON(
      "adam.epsilon",
      "1e-10",
      KeyRange.number(0, 1),
      "What keeps Adam's steps finite. Gradients of distance nets are small, and 1e-8 is not small"
          + " beside them."),
  WEIGHT_DECAY(
      "weight-decay",
      "0",
      KeyRange.number(0, 1),
      "Decay of each neuron's weights in the l_p norm, beside Adam and times the learning rate; 0"
          + " for none."),
  REFIT_MEANS(
      "refit-means",
      "no",
      KeyRange.oneOf("yes", "no"),
      "yes: one more pass over the training examples, at p = infinity, for the finished network's"
          + " means."),
  FEATURE_SCALING(
      "feature-scaling",
      "automatic",
      KeyRange.oneOf(FeatureScaling.labels()),
      "How features are scaled: byFeature (each by its standard deviation; radii count standard"
          + " deviations), alike (all by one scale; radii are in the features' units), none;"
          + " automatic: as byFeature, but features that are mostly 0 share one scale. Images are"
          + " scaled as their table says.",
      param("featureScaling", "automatic")),
  CROP_PADDING(
      "crop-padding",
      "1",
      KeyRange.wholeNumber(0, 1000),
      "The border, in pixels, that random crops of images are taken out of; 0 for none. It needs the"
          + " shape of the images in the column's metadata.",
      param("cropPadding", "0")),
  CROP_BORDER(
      "crop-border",
      "zero",
      KeyRange.oneOf("zero", "edge"),
      "What the border of crops is made of. zero: zero pixels. edge: the nearest pixel of the image,"
          + " as photographs want.",
      param("cropBorder", "zero")),
  CROP_CHANCE(
      "crop-chance",
      "1",
      KeyRange.number(0, 1),
      "How likely an image is cropped, each time that it is trained on."),
  MIRROR_CHANCE(
      "mirror-chance",
      "0",
      KeyRange.number(0, 1),
      "How likely an image is mirrored, left to right, each time that it is trained on; 0.5 for"
          + " photographs. It needs the shape of the images in the column's metadata.",
      param("mirrorChance", "0")),
  CHECKPOINT_EVERY(
      "checkpoint.every",
      "1",
      KeyRange.interval(),
      "The epochs from one checkpoint to the next, or a time such as \"5 minutes\", and then at the"
          + " end of the running epoch. No bit of a model depends on it.");

  private final String key;
  private final String usual;

  @SuppressWarnings("ImmutableEnumChecker") // a record of numbers and of a list that cannot change
  private final KeyRange values;

  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // a record of two texts
  private final EstimatorParam param;

  RecipeKey(String key, String usual, KeyRange values, String meaning) {
    this(key, usual, values, meaning, null);
  }

  RecipeKey(String key, String usual, KeyRange values, String meaning, EstimatorParam param) {
    this.key = key;
    this.usual = usual;
    this.values = values;
    this.meaning = meaning;
    this.param = param;
  }

  /** The name in recipes: {@code network.width}. */
  public String key() {
    return key;
  }

  /** The default, in the notation of recipes. */
  String usual() {
    return usual;
  }

  /** The values that it may have. */
  public KeyRange range() {
    return values;
  }

  /** What it means, in whole sentences. */
  public String meaning() {
    return meaning;
  }

  /** The Param of the Spark ML estimator that stands for this key, if there is one. */
  public Optional<EstimatorParam> param() {
    return Optional.ofNullable(param);
  }

  private static EstimatorParam param(String name, String usual) {
    return param(name, Optional.of(usual), "");
  }

  private static EstimatorParam param(String name, Optional<String> usual, String remark) {
    return new EstimatorParam(name, usual, remark);
  }

  /** The key of a name. */
  static Optional<RecipeKey> named(String name) {
    return Arrays.stream(RecipeKey.values()).filter(known -> known.key.equals(name)).findFirst();
  }

  /** All names, ordered. */
  static List<String> names() {
    return Arrays.stream(RecipeKey.values()).map(RecipeKey::key).sorted().toList();
  }

  /** The reference page, in Markdown. */
  public static String reference() {
    StringBuilder page = new StringBuilder();
    page.append("| key | default | values | meaning |\n|---|---|---|---|\n");
    for (RecipeKey key : RecipeKey.values()) {
      page.append(
          String.format(
              Locale.ROOT,
              "| `%s` | `%s` | %s | %s |\n",
              key.key,
              key.usual,
              key.values.description(),
              key.meaning));
    }
    return page.toString();
  }

  /**
   * A Param of the Spark ML estimator.
   *
   * @param name of the Param
   * @param usual its default, in the notation of recipes; empty where it has none
   * @param remark a sentence about the Param that is not about the key, or nothing
   */
  public record EstimatorParam(String name, Optional<String> usual, String remark) {}
}
