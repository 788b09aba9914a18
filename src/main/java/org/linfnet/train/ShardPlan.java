package org.linfnet.train;

import java.io.Serializable;
import org.linfnet.data.RandomStream;
import org.linfnet.network.MeanShift;
import org.linfnet.network.NetworkShape;

/**
 * All that a shard needs to know to compute its gradients, the same for the whole run.
 *
 * @param shape the network
 * @param shift which means training takes away
 * @param seed the run's
 * @param kernels the run's
 */
record ShardPlan(NetworkShape shape, MeanShift shift, RandomStream seed, RunKernels kernels)
    implements Serializable {

  private static final long ORDER = 1;
  private static final long AUGMENTATION = 2;

  /** Where the order of an epoch's examples is drawn from. */
  RandomStream orderStream(int epoch, int shard) {
    return seed.at(ORDER, epoch, shard);
  }

  /** Where the crops of a step are drawn from. */
  RandomStream augmentationStream(TrainingMoment moment, int shard) {
    return seed.at(AUGMENTATION, moment.epoch(), moment.step(), shard);
  }
}
