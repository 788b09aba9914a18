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
    List<LayerDescription> layers = new ArrayList<>();
    for (int layer = 0; layer < hiddenLayers; layer++) {
      layers.add(
          LayerDescription.of(
              DISTANCE, Map.of("outputs", Integer.toString(width), "start", start)));
      layers.add(LayerDescription.of("mean-shift", Map.of("mean", mean)));
    }
    layers.add(LayerDescription.of(DISTANCE));
    layers.add(LayerDescription.of("prototype-logits"));
    return List.copyOf(layers);
  }
}
