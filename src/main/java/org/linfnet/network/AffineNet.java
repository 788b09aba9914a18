package org.linfnet.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.linfnet.layer.LayerDescription;

/**
 * Hidden affine layers, each followed by an activation, and an affine layer of logits.
 *
 * @param hiddenLayers affine layers before the last
 * @param width the outputs of a hidden layer
 * @param activation the kind of layer behind each hidden layer
 * @param options of the affine layers
 */
public record AffineNet(
    int hiddenLayers, int width, String activation, Map<String, String> options) {

  private static final String AFFINE = "affine";

  /** The layers, first to last. */
  public List<LayerDescription> layers() {
    Map<String, String> hidden = new HashMap<>(options);
    hidden.put("outputs", Integer.toString(width));
    List<LayerDescription> layers = new ArrayList<>();
    for (int layer = 0; layer < hiddenLayers; layer++) {
      layers.add(LayerDescription.of(AFFINE, hidden));
      layers.add(LayerDescription.of(activation));
    }
    layers.add(LayerDescription.of(AFFINE, options));
    return List.copyOf(layers);
  }
}
