package org.linfnet.network;

import java.util.List;
import org.linfnet.kernel.DistanceKernels;

/** Which means a network in training takes away from its hidden outputs. */
public enum MeanShift {
  /** Those of the batch at hand, which couples its examples. */
  BATCH {
    @Override
    List<? extends Layer> layers(NetworkShape shape, DistanceKernels kernels) {
      return NetworkLayers.training(shape, kernels);
    }

    @Override
    NetworkState state(NetworkState running, float[] scratch) {
      return new NetworkState(running.parameters(), scratch);
    }
  },

  /**
   * The running means of the steps before, with no gradient through them, as the finished network
   * does: each example stands alone, whatever shares its shard.
   */
  RUNNING {
    @Override
    List<? extends Layer> layers(NetworkShape shape, DistanceKernels kernels) {
      return NetworkLayers.finished(shape, kernels);
    }

    @Override
    NetworkState state(NetworkState running, float[] scratch) {
      return running;
    }
  };

  /** The layers of a network that is trained so. */
  abstract List<? extends Layer> layers(NetworkShape shape, DistanceKernels kernels);

  /**
   * The numbers that these layers work on.
   *
   * @param scratch {@code float[meanCount]} that may be written to; the running means may not
   */
  abstract NetworkState state(NetworkState running, float[] scratch);
}
