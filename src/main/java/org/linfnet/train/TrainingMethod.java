package org.linfnet.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.linfnet.layer.LayerDescription;
import org.linfnet.network.AffineNet;
import org.linfnet.network.DistanceNet;

/**
 * A method of training: what network the keys of hidden layers stand for, and keys whose defaults
 * are its own.
 */
public enum TrainingMethod {
  /** L-infinity distance nets (arXiv 2102.05363). */
  DISTANCE("distance", Map.of()) {
    @Override
    List<LayerDescription> layers(HiddenLayers hidden) {
      return hidden.ofDistances().layers();
    }
  },

  /** Distances with a head of affine layers, trained together by intervals (arXiv 2102.05363). */
  HEAD(
      "head",
      Map.of(
          RecipeKey.OBJECTIVE, "interval-bounds",
          RecipeKey.BOUNDS_RISE_FROM, "0",
          RecipeKey.BOUNDS_RISE_UNTIL, "30 %")) {
    @Override
    List<LayerDescription> layers(HiddenLayers hidden) {
      return hidden.ofDistances().withHead(hidden.width(), HEAD_RATE);
    }
  },

  /** Affine layers with rows on the l_1 ball, and max-min between them (arXiv 1811.05381). */
  GROUP_SORT("groupsort", adam("3e-3", "margin")) {
    @Override
    List<LayerDescription> layers(HiddenLayers hidden) {
      return hidden.affine("max-min", Map.of("rows", "l1-ball"));
    }
  },

  /** Affine layers and relu, trained on cross-entropy: nothing is to be proved of it. */
  NATURAL("natural", adam("1e-3", "cross-entropy")) {
    @Override
    List<LayerDescription> layers(HiddenLayers hidden) {
      return hidden.affine(RELU, Map.of());
    }
  },

  /** Affine layers and relu, trained on interval bounds (arXiv 1810.12715). */
  INTERVAL_BOUNDS("ibp", adam("2e-3", "interval-bounds")) {
    @Override
    List<LayerDescription> layers(HiddenLayers hidden) {
      return hidden.affine(RELU, Map.of("start", "interval"));
    }
  },

  /** The same, and on linear bounds while the radius rises (arXiv 1906.06316). */
  LINEAR_BOUNDS("crown-ibp", adam("2e-3", "linear-bounds")) {
    @Override
    List<LayerDescription> layers(HiddenLayers hidden) {
      return hidden.affine(RELU, Map.of("start", "interval"));
    }
  };

  private static final String RELU = "relu";

  /** The share of the distances' learning rate that a head does well with. */
  private static final double HEAD_RATE = 0.05;

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // an immutable map of texts
  private final Map<RecipeKey, String> defaults;

  TrainingMethod(String label, Map<RecipeKey, String> defaults) {
    this.label = label;
    this.defaults = Map.copyOf(defaults);
  }

  /** The name in recipes: {@code crown-ibp}. */
  public String label() {
    return label;
  }

  /**
   * The method of a name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static TrainingMethod named(String label) {
    return Arrays.stream(values())
        .filter(method -> method.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no method " + label));
  }

  /** The keys whose defaults are the method's own, with their values in the notation of recipes. */
  public Map<RecipeKey, String> defaults() {
    return defaults;
  }

  /** The layers of a network, first to last. */
  abstract List<LayerDescription> layers(HiddenLayers hidden);

  /**
   * The hidden layers that a recipe asks for.
   *
   * @param count how many
   * @param width the outputs of each
   * @param start how weights of distances start
   * @param meanShift which means are taken away from distances
   */
  record HiddenLayers(int count, int width, String start, String meanShift) {

    private DistanceNet ofDistances() {
      return new DistanceNet(count, width, start, meanShift);
    }

    private List<LayerDescription> affine(String activation, Map<String, String> options) {
      return new AffineNet(count, width, activation, options).layers();
    }
  }

  /** What suits affine layers: gradients are not as small as those of distances. */
  private static Map<RecipeKey, String> adam(String learningRate, String objective) {
    return Map.of(
        RecipeKey.OBJECTIVE,
        objective,
        RecipeKey.LEARNING_RATE,
        learningRate,
        RecipeKey.ADAM_BETA2,
        "0.999",
        RecipeKey.ADAM_EPSILON,
        "1e-8");
  }
}
