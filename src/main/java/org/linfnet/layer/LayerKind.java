package org.linfnet.layer;

import java.util.Set;

/**
 * A kind of layer.
 *
 * @param name the name in recipes and saved models
 * @param options the options that a description may give
 * @param factory makes a layer of this kind
 */
public record LayerKind(String name, Set<String> options, Factory factory) {

  /** Makes a layer of a kind. */
  @FunctionalInterface
  public interface Factory {

    /**
     * A layer with its sizes and slots.
     *
     * @param options what the description says
     * @param inputs the shape of an example that comes in
     * @param slots gives places to the layer's numbers
     * @throws org.linfnet.InvalidInputException when an option cannot be used
     */
    Layer layer(LayerOptions options, Shape inputs, SlotPlaces slots);
  }
}
