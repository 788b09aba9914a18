package org.linfnet.train;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.linfnet.layer.LayerDescription;
import org.linfnet.network.AffineNet;
import org.linfnet.network.DistanceNet;

/**
 * A method of training: what network the keys of hidden layers stand for, and keys whose defaults
 * are its own.
 */
public enum TrainingMethod {
  /** L-infinity distance nets (arXiv 2102.05363). */
  DISTANCE("distance", HiddenLayers::distanceNet, Map::of),

  /** Distances with a head of affine layers, trained together by intervals (arXiv 2102.05363). */
  HEAD(
      "head",
      HiddenLayers::distancesWithHead,
      () ->
          Map.of(
              RecipeKey.OBJECTIVE, "interval-bounds",
              RecipeKey.BOUNDS_RISE_FROM, "0",
              RecipeKey.BOUNDS_RISE_UNTIL, "30 %")),

  /** Affine layers with rows on the l_1 ball, and max-min between them (arXiv 1811.05381). */
  GROUP_SORT("groupsort", HiddenLayers::groupSort, () -> adam("3e-3", "margin")),

  /** Affine layers and relu, trained on cross-entropy: nothing is to be proved of it. */
  NATURAL("natural", HiddenLayers::relu, () -> adam("1e-3", "cross-entropy")),

  /** Affine layers and relu, trained on interval bounds (arXiv 1810.12715). */
  INTERVAL_BOUNDS("ibp", HiddenLayers::reluForBounds, () -> adam("2e-3", "interval-bounds")),

  /** The same, and on linear bounds while the radius rises (arXiv 1906.06316). */
  LINEAR_BOUNDS("crown-ibp", HiddenLayers::reluForBounds, () -> adam("2e-3", "linear-bounds")),

  /** The same, on linear bounds from every layer (arXiv 1711.00851, 1805.12514). */
  DUAL_BOUNDS("cap", HiddenLayers::relu, TrainingMethod::dualBounds);

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final Function<HiddenLayers, List<LayerDescription>> network;

  /** Keys take the names of methods for their values, so methods are made before keys. */
  @SuppressWarnings("ImmutableEnumChecker") // a function without state
  private final Supplier<Map<RecipeKey, String>> defaults;

  TrainingMethod(
      String label,
      Function<HiddenLayers, List<LayerDescription>> network,
      Supplier<Map<RecipeKey, String>> defaults) {
    this.label = label;
    this.network = network;
    this.defaults = defaults;
  }

  /** The names of all methods. */
  static List<String> labels() {
    return Arrays.stream(values()).map(TrainingMethod::label).toList();
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
    return Map.copyOf(defaults.get());
  }

  /** The layers of a network, first to last. */
  List<LayerDescription> layers(HiddenLayers hidden) {
    return network.apply(hidden);
  }

  /**
   * The hidden layers that a recipe asks for.
   *
   * @param count how many
   * @param width the outputs of each
   * @param start how weights of distances start
   * @param meanShift which means are taken away from distances
   */
  record HiddenLayers(int count, int width, String start, String meanShift) {

    /** The share of the distances' learning rate that a head does well with. */
    private static final double HEAD_RATE = 0.05;

    private static final String RELU = "relu";

    private DistanceNet distances() {
      return new DistanceNet(count, width, start, meanShift);
    }

    private List<LayerDescription> distanceNet() {
      return distances().layers();
    }

    private List<LayerDescription> distancesWithHead() {
      return distances().withHead(width, HEAD_RATE);
    }

    private List<LayerDescription> groupSort() {
      return affine("max-min", Map.of("rows", "l1-ball"));
    }

    private List<LayerDescription> relu() {
      return affine(RELU, Map.of());
    }

    private List<LayerDescription> reluForBounds() {
      return affine(RELU, Map.of("start", "interval"));
    }

    private List<LayerDescription> affine(String activation, Map<String, String> options) {
      return new AffineNet(count, width, activation, options).layers();
    }
  }

  /** Nothing but worst logits, the radius rising in the first third. */
  private static Map<RecipeKey, String> dualBounds() {
    Map<RecipeKey, String> defaults = new EnumMap<>(adam("1e-3", "dual-bounds"));
    defaults.put(RecipeKey.BOUNDS_KAPPA, "0");
    defaults.put(RecipeKey.BOUNDS_RISE_FROM, "0");
    defaults.put(RecipeKey.BOUNDS_RISE_UNTIL, "1 of 3");
    return defaults;
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
