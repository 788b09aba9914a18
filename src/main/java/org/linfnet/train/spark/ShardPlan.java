package org.linfnet.train.spark;

import java.io.Serializable;
import org.linfnet.RandomStream;
import org.linfnet.network.Network;
import org.linfnet.train.TrainingMoment;

/**
 * All that a shard needs to know to compute its gradients, the same for the whole run.
 *
 * @param network the layers
 * @param seed the run's
 * @param kernels the run's
 */
public record ShardPlan(Network network, RandomStream seed, RunKernels kernels)
    implements Serializable {

  private static final long ORDER = 1;
  private static final long AUGMENTATION = 2;
  private static final long LAYERS = 3;

  /** Where the order of an epoch's examples is drawn from. */
  RandomStream orderStream(int epoch, int shard) {
    return seed.at(ORDER, epoch, shard);
  }

  /** Where the crops of a step are drawn from. */
  RandomStream augmentationStream(TrainingMoment moment, int shard) {
    return seed.at(AUGMENTATION, moment.epoch(), moment.step(), shard);
  }

  /** Where layers draw the random numbers of a step from. */
  RandomStream layerStream(TrainingMoment moment, int shard) {
    return seed.at(LAYERS, moment.epoch(), moment.step(), shard);
  }
}
