package org.linfnet.network;

import java.util.ArrayList;
import java.util.List;
import org.linfnet.kernel.DistanceKernels;

/** The layers that a shape stands for, first to last. */
public final class NetworkLayers {

  private NetworkLayers() {}

  /** The layers of a network in training: mean shift by the batch mean. */
  public static List<Layer> training(NetworkShape shape, DistanceKernels kernels) {
    List<Layer> layers = new ArrayList<>();
    for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
      layers.add(distance(shape, kernels, layer));
      layers.add(new BatchMeanShift(shape.width(), shape.meansAt(layer)));
    }
    layers.add(distance(shape, kernels, shape.hiddenLayers()));
    layers.add(new PrototypeLogits(shape.classes(), shape.biasAt()));
    return List.copyOf(layers);
  }

  /** The layers of a finished network: mean shift by fixed means. */
  public static List<BoundedLayer> finished(NetworkShape shape, DistanceKernels kernels) {
    List<BoundedLayer> layers = new ArrayList<>();
    for (int layer = 0; layer < shape.hiddenLayers(); layer++) {
      layers.add(distance(shape, kernels, layer));
      layers.add(new RunningMeanShift(shape.width(), shape.meansAt(layer)));
    }
    layers.add(distance(shape, kernels, shape.hiddenLayers()));
    layers.add(new PrototypeLogits(shape.classes(), shape.biasAt()));
    return List.copyOf(layers);
  }

  private static DistanceLayer distance(NetworkShape shape, DistanceKernels kernels, int layer) {
    return new DistanceLayer(
        kernels, shape.layerInputs(layer), shape.layerOutputs(layer), shape.weightsAt(layer));
  }
}
