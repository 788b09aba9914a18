package org.linfnet.network;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
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
 * A network: a list of layers, first to last, over one flat array of numbers. Immutable. Two
 * networks are equal when they have the same inputs, classes and descriptions of layers.
 */
public final class Network implements Serializable {

  private static final long serialVersionUID = 1;

  private final Shape inputs;
  private final int classes;
  private final List<LayerDescription> descriptions;
  private final List<Layer> layers;
  private final List<Slot> slots;
  private final int size;

  /**
   * Builds the layers and gives places to their numbers.
   *
   * @param inputs the shape of an example
   * @param classes the logits of an example
   * @param descriptions the layers, first to last
   * @throws InvalidInputException when a description cannot be used, there are fewer than two
   *     classes, or the last layer does not give one logit a class
   */
  public Network(Shape inputs, int classes, List<LayerDescription> descriptions) {
    if (classes < 2 || descriptions.isEmpty()) {
      throw new InvalidInputException(
          "a network of %d layers for %d classes: it must have at least 1 layer and 2 classes"
              .formatted(descriptions.size(), classes));
    }
    this.inputs = inputs;
    this.classes = classes;
    this.descriptions = List.copyOf(descriptions);
    SlotPlaces places = new SlotPlaces();
    this.layers = build(inputs, classes, this.descriptions, places);
    this.slots = places.slots();
    this.size = places.size();
  }

  private static List<Layer> build(
      Shape inputs, int classes, List<LayerDescription> descriptions, SlotPlaces places) {
    List<Layer> layers = new ArrayList<>();
    Shape shape = inputs;
    for (LayerDescription description : descriptions) {
      int number = layers.size() + 1;
      places.beginLayer(number + "." + description.kind());
      Layer layer =
          LayerKinds.layer(
              new LayerOptions("layer " + number, description, classes), shape, places);
      layers.add(layer);
      shape = layer.outputs();
    }
    if (shape.size() != classes) {
      throw new InvalidInputException(
          "the last layer gives %d values for %d classes: leave out its outputs"
              .formatted(shape.size(), classes));
    }
    return List.copyOf(layers);
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

  /** The layers as they were described. */
  public List<LayerDescription> descriptions() {
    return descriptions;
  }

  /** The layers, first to last. */
  public List<Layer> layers() {
    return layers;
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
        && descriptions.equals(that.descriptions);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * inputs.hashCode() + classes) + descriptions.hashCode();
  }

  @Override
  public String toString() {
    return "%s -> %s -> %d".formatted(inputs, descriptions, classes);
  }
}
