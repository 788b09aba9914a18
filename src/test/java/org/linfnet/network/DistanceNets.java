package org.linfnet.network;

import org.linfnet.layer.Shape;

/** Small distance nets for tests. */
final class DistanceNets {

  private DistanceNets() {}

  /** With normal starting weights, and the means of the batch taken away in training. */
  static Network of(int inputs, int hiddenLayers, int width, int classes) {
    return of(inputs, hiddenLayers, width, classes, "batch");
  }

  static Network of(int inputs, int hiddenLayers, int width, int classes, String mean) {
    return new Network(
        Shape.vector(inputs),
        classes,
        new DistanceNet(hiddenLayers, width, "normal", mean).layers());
  }
}
