package org.linfnet.certify;

import java.util.Arrays;
import java.util.List;
import org.linfnet.data.Standardisation;
import org.linfnet.kernel.DistanceKernels;
import org.linfnet.network.BoundedLayer;
import org.linfnet.network.LayerBlock;
import org.linfnet.network.NetworkLayers;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;
import org.linfnet.train.TrainedNetwork;

/**
 * How far a logit of the {@link Scorer} can be from the same network in real arithmetic, on any
 * input that the scorer accepts.
 *
 * <p>Standardisation and every layer round a value once, and the next layer passes an error on no
 * larger than it came. A value of at most M is rounded by half an ulp of M at most.
 *
 * @param bound in network units; infinite when the network can overflow
 */
record RoundingError(double bound) {

  static RoundingError of(TrainedNetwork network, DistanceKernels kernels) {
    NetworkShape shape = network.shape();
    Standardisation standardisation = network.trainedOn().standardisation();
    float[] lower = new float[shape.inputs()];
    float[] upper = new float[shape.inputs()];
    Arrays.fill(lower, standardisation.toNetwork(0));
    Arrays.fill(upper, standardisation.toNetwork(1));
    return within(lower, upper, shape, network.state(), kernels);
  }

  /**
   * For inputs of a box in network units.
   *
   * @param lower {@code float[inputs]}
   * @param upper {@code float[inputs]}
   */
  static RoundingError within(
      float[] lower,
      float[] upper,
      NetworkShape shape,
      NetworkState state,
      DistanceKernels kernels) {
    // Standardisation rounds twice in double before it rounds to float: a whole ulp holds all
    // three.
    double bound = Math.ulp(largest(lower, upper));
    float[] inputLower = lower;
    float[] inputUpper = upper;
    List<BoundedLayer> layers = NetworkLayers.finished(shape, kernels);
    for (BoundedLayer layer : layers) {
      float[] layerLower = new float[layer.outputs()];
      float[] layerUpper = new float[layer.outputs()];
      layer.bounds(
          state,
          new LayerBlock(1, inputLower, layerLower),
          new LayerBlock(1, inputUpper, layerUpper));
      bound = Math.nextUp(bound + Math.ulp(largest(layerLower, layerUpper)) / 2.0);
      inputLower = layerLower;
      inputUpper = layerUpper;
    }
    return new RoundingError(bound);
  }

  private static float largest(float[] lower, float[] upper) {
    float largest = 0;
    for (int i = 0; i < lower.length; i++) {
      largest = Math.max(largest, Math.max(Math.abs(lower[i]), Math.abs(upper[i])));
    }
    return largest;
  }
}
