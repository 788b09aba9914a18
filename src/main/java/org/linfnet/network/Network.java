package org.linfnet.network;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.linfnet.InvalidInputException;
import org.linfnet.layer.Layer;
import org.linfnet.layer.LayerDescription;
import org.linfnet.layer.LayerKinds;
import org.linfnet.layer.LayerOptions;
import org.linfnet.layer.Shape;
import org.linfnet.layer.Slot;
import org.linfnet.layer.SlotPlaces;

/**
 * A network: a list of layers, first to last, over one flat array of numbers; or several such
 * members side by side, whose logits are averaged. Immutable. Two networks are equal when they have
 * the same inputs, classes, descriptions of layers and members.
 */
public final class Network implements Serializable {

  private static final long serialVersionUID = 1;

  private final Shape inputs;
  private final int classes;
  private final List<LayerDescription> descriptions;
  private final int members;
  private final List<Layer> layers;
  private final List<Slot> slots;
  private final int size;

  /**
   * A network of one member.
   *
   * @param inputs the shape of an example
   * @param classes the logits of an example
   * @param descriptions the layers, first to last
   * @throws InvalidInputException when a description cannot be used, there are fewer than two
   *     classes, or the last layer does not give one logit a class
   */
  public Network(Shape inputs, int classes, List<LayerDescription> descriptions) {
    this(inputs, classes, descriptions, 1);
  }

  /**
   * Builds the layers and gives places to their numbers, member after member.
   *
   * @param inputs the shape of an example
   * @param classes the logits of an example
   * @param descriptions the layers of a member, first to last
   * @param members how many there are
   * @throws InvalidInputException when a description cannot be used, there are fewer than two
   *     classes or no member, or the last layer does not give one logit a class
   */
  public Network(Shape inputs, int classes, List<LayerDescription> descriptions, int members) {
    if (classes < 2 || descriptions.isEmpty()) {
      throw new InvalidInputException(
          "a network of %d layers for %d classes: it must have at least 1 layer and 2 classes"
              .formatted(descriptions.size(), classes));
    }
    if (members < 1) {
      throw new InvalidInputException(
          "a network of %d members: it must have at least 1".formatted(members));
    }
    this.inputs = inputs;
    this.classes = classes;
    this.descriptions = List.copyOf(descriptions);
    this.members = members;
    SlotPlaces places = new SlotPlaces();
    this.layers = members == 1 ? member("", places) : List.of(mean(places));
    this.slots = places.slots();
    this.size = places.size();
  }

  private Layer mean(SlotPlaces places) {
    List<List<Layer>> stacks = new ArrayList<>();
    for (int member = 1; member <= members; member++) {
      stacks.add(member("member-" + member + ".", places));
    }
    return LayerKinds.mean(stacks);
  }

  /**
   * @param prefix of the slots' names
   */
  private List<Layer> member(String prefix, SlotPlaces places) {
    List<Layer> built = new ArrayList<>();
    Shape shape = inputs;
    for (LayerDescription description : descriptions) {
      int number = built.size() + 1;
      places.beginLayer(prefix + number + "." + description.kind());
      Layer layer =
          LayerKinds.layer(
              new LayerOptions("layer " + number, description, classes), shape, places);
      built.add(layer);
      shape = layer.outputs();
    }
    if (shape.size() != classes) {
      throw new InvalidInputException(
          "the last layer gives %d values for %d classes: leave out its outputs"
              .formatted(shape.size(), classes));
    }
    return List.copyOf(built);
  }

  /** The shape of an example. */
  public Shape inputs() {
    return inputs;
  }

  /** The values of an example. */
  public int inputSize() {
    return inputs.size();
  }

  /** The logits of an example. */
  public int classes() {
    return classes;
  }

  /** The layers of a member as they were described. */
  public List<LayerDescription> descriptions() {
    return descriptions;
  }

  /** How many networks there are side by side. */
  public int members() {
    return members;
  }

  /** The layers, first to last; with several members the one layer that averages them. */
  public List<Layer> layers() {
    return layers;
  }

  /** What each of {@link #layers} is, for people: its kind. */
  public List<String> layerNames() {
    return members == 1
        ? descriptions.stream().map(LayerDescription::kind).toList()
        : List.of("mean of %d members".formatted(members));
  }

  /** Whether every layer is {@link Layer#nonexpansive}, and so the network. */
  public boolean isNonexpansive() {
    return layers.stream().allMatch(Layer::nonexpansive);
  }

  /**
   * How many of the first layers are {@link Layer#nonexpansive}, the last layer apart: the outputs
   * of these are features that move no further than the example does.
   */
  public int nonexpansiveLayers() {
    int count = 0;
    while (count < layers.size() - 1 && layers.get(count).nonexpansive()) {
      count++;
    }
    return count;
  }

  /** The slots of all layers, in the order of their places. */
  public List<Slot> slots() {
    return slots;
  }

  /** The slots of one role, in the order of their places. */
  public List<Slot> slots(Slot.Role role) {
    return slots.stream().filter(slot -> slot.role() == role).toList();
  }

  /** The length of the flat array of numbers. */
  public int size() {
    return size;
  }

  /** How many numbers the optimiser moves. */
  public int trainedCount() {
    return slots(Slot.Role.TRAINED).stream().mapToInt(Slot::length).sum();
  }

  /** Draws the numbers that training starts from. */
  public NetworkState start(Random random) {
    float[] numbers = new float[size];
    for (Layer layer : layers) {
      layer.start(numbers, random);
    }
    return new NetworkState(this, numbers);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network that
        && inputs.equals(that.inputs)
        && classes == that.classes
        && descriptions.equals(that.descriptions)
        && members == that.members;
  }

  @Override
  public int hashCode() {
    return Objects.hash(inputs, classes, descriptions, members);
  }

  @Override
  public String toString() {
    String one = "%s -> %s -> %d".formatted(inputs, descriptions, classes);
    return members == 1 ? one : "the mean of %d times %s".formatted(members, one);
  }
}
