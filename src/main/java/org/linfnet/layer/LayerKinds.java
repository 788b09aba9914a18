package org.linfnet.layer;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.linfnet.InvalidInputException;

/** The kinds of layers that recipes and models can name. */
public final class LayerKinds {

  private static final List<LayerKind> KINDS =
      List.of(
          DistanceLayer.KIND,
          SortLayer.KIND,
          MeanShift.KIND,
          PrototypeLogits.KIND,
          AffineLayer.KIND,
          Convolution.KIND,
          Relu.KIND,
          Tanh.KIND,
          Logistic.KIND,
          MaxMin.KIND);

  private LayerKinds() {}

  /** The names of all kinds, in the order of the registry. */
  public static List<String> names() {
    return KINDS.stream().map(LayerKind::name).toList();
  }

  /**
   * The layer that a description stands for.
   *
   * @param options the description, with its place in the network
   * @param inputs the shape of an example that comes in
   * @param slots gives places to the layer's numbers
   * @throws InvalidInputException when the kind or an option is unknown or cannot be used
   */
  public static Layer layer(LayerOptions options, Shape inputs, SlotPlaces slots) {
    LayerKind kind = kind(options.place(), options.description());
    return kind.factory().layer(options, inputs, slots);
  }

  /**
   * A layer that is no kind of its own: the mean of what stacks of layers give for one input.
   *
   * @param members the stacks, each of layers of the same shapes
   */
  public static Layer mean(List<List<Layer>> members) {
    return new MeanOfMembers(members);
  }

  /**
   * Checks a description before its place in a network is known: the kind, and the names of its
   * options.
   *
   * @param place where the description is, for messages
   * @throws InvalidInputException when the kind or an option is unknown
   */
  public static void requireKnown(String place, LayerDescription description) {
    kind(place, description);
  }

  private static LayerKind kind(String place, LayerDescription description) {
    LayerKind kind =
        KINDS.stream()
            .filter(known -> known.name().equals(description.kind()))
            .findFirst()
            .orElseThrow(() -> unknownKind(place, description));
    for (String option : description.options().keySet()) {
      if (!kind.options().contains(option)) {
        throw unknownOption(place, option, kind);
      }
    }
    return kind;
  }

  private static InvalidInputException unknownKind(String place, LayerDescription description) {
    return new InvalidInputException(
        "%s: there is no layer kind '%s'; the kinds are %s"
            .formatted(place, description.kind(), String.join(", ", names())));
  }

  private static InvalidInputException unknownOption(String place, String option, LayerKind kind) {
    String known =
        kind.options().isEmpty()
            ? "it has none"
            : new TreeSet<>(kind.options())
                .stream().collect(Collectors.joining(", ", "its options are ", ""));
    return new InvalidInputException(
        "%s: the layer kind '%s' has no option '%s'; %s"
            .formatted(place, kind.name(), option, known));
  }
}
