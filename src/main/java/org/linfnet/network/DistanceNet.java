package org.linfnet.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.linfnet.layer.LayerDescription;

/**
 * The l-infinity distance net of arXiv 2102.05363: hidden layers of distances, each followed by a
 * mean shift, and a distance to one prototype a class.
 *
 * @param hiddenLayers distance layers before the output layer
 * @param width the neurons of a hidden layer
 * @param start how hidden weights start: {@code normal} or {@code identity}
 * @param mean which means training takes away: {@code batch} or {@code running}
 */
public record DistanceNet(int hiddenLayers, int width, String start, String mean) {

  private static final String DISTANCE = "distance";

  /** The layers, first to last. */
  public List<LayerDescription> layers() {
    List<LayerDescription> layers = hidden();
    layers.add(LayerDescription.of(DISTANCE));
    layers.add(LayerDescription.of("prototype-logits"));
    return List.copyOf(layers);
  }

  /**
   * The hidden layers, with a head of two affine layers in place of the prototypes (section 5.3).
   *
   * @param headWidth the outputs of the first affine layer
   * @param rate what the learning rate is multiplied by in the head
   */
  public List<LayerDescription> withHead(int headWidth, double rate) {
    Map<String, String> options = Map.of("rate", Double.toString(rate));
    List<LayerDescription> layers = hidden();
    layers.addAll(new AffineNet(1, headWidth, "tanh", options).layers());
    return List.copyOf(layers);
  }

  private List<LayerDescription> hidden() {
    List<LayerDescription> layers = new ArrayList<>();
    for (int layer = 0; layer < hiddenLayers; layer++) {
      layers.add(
          LayerDescription.of(
              DISTANCE, Map.of("outputs", Integer.toString(width), "start", start)));
      layers.add(LayerDescription.of("mean-shift", Map.of("mean", mean)));
    }
    return layers;
  }
}
