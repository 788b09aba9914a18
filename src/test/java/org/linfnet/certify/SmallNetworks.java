package org.linfnet.certify;

import java.util.Random;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.ExampleBlock;
import org.linfnet.data.ImageShape;
import org.linfnet.data.Split;
import org.linfnet.data.Standardisation;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;
import org.linfnet.train.TrainedNetwork;

/** Networks small enough to search, and examples for them. */
final class SmallNetworks {

  private SmallNetworks() {}

  /** Random weights, means and bias; {@code inputs} pixels in a row. */
  static TrainedNetwork random(long seed, int inputs, int hiddenLayers, int width, int classes) {
    return coarse(seed, inputs, hiddenLayers, width, classes, 0);
  }

  /**
   * The same, with an offset taken from every weight and put on every mean and bias: in real
   * arithmetic nearly the same distances matter, but floats of the offset's magnitude are coarse.
   */
  static TrainedNetwork coarse(
      long seed, int inputs, int hiddenLayers, int width, int classes, float offset) {
    Random random = new Random(seed);
    NetworkShape shape = new NetworkShape(inputs, hiddenLayers, width, classes);
    float[] parameters = new float[shape.parameterCount()];
    float[] means = new float[shape.meanCount()];
    for (int i = 0; i < parameters.length; i++) {
      float sign = i < shape.biasAt() ? -1 : 1;
      parameters[i] = sign * offset + (float) random.nextGaussian();
    }
    for (int i = 0; i < means.length; i++) {
      means[i] = offset + (float) (1.5 + 0.3 * random.nextGaussian());
    }
    return network(shape, new NetworkState(parameters, means), 0.1307f, 0.3081f);
  }

  static TrainedNetwork network(NetworkShape shape, NetworkState state, float mu, float sigma) {
    return new TrainedNetwork(
        shape, state, description(shape.inputs(), shape.classes(), new Standardisation(mu, sigma)));
  }

  static DatasetDescription description(int inputs, int classes, Standardisation standardisation) {
    return new DatasetDescription(
        "small", Split.TEST, new ImageShape(1, inputs), classes, standardisation);
  }

  /** Uniform stored pixels; ids from 0; every label the one given. */
  static ExampleBlock examples(long seed, int size, int inputs, int label) {
    Random random = new Random(seed);
    long[] ids = new long[size];
    int[] labels = new int[size];
    byte[] pixels = new byte[size * inputs];
    random.nextBytes(pixels);
    for (int i = 0; i < size; i++) {
      ids[i] = i;
      labels[i] = label;
    }
    return new ExampleBlock(ids, labels, pixels, inputs);
  }
}
