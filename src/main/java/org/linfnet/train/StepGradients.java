package org.linfnet.train;

import java.util.List;
import org.linfnet.kernel.Threads;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.Objective;

/** Where the gradients of a run's steps come from. Every source gives the same bits. */
public interface StepGradients extends AutoCloseable {

  /**
   * One step of training.
   *
   * @param p the norm
   * @param objective what training makes small
   * @param moment where the run stands
   */
  record Task(float p, Objective objective, TrainingMoment moment)
      implements java.io.Serializable {}

  /**
   * The gradient of one step's batch, summed over its examples.
   *
   * @param numbers all numbers of the network; they do not change before this returns
   */
  BatchGradient run(float[] numbers, Task task);

  /**
   * The statistics of the running slots over all examples at p = infinity, shard by shard.
   *
   * @param numbers all numbers of the network; they do not change before this returns
   */
  List<BatchGradient> statistics(float[] numbers);

  /** Frees the cores that a step after this one would need, for other jobs in between. */
  default void pause() {}

  /** The threads of this JVM that are idle between two gradients. */
  Threads threads();

  /** Where the time of the steps so far was spent. */
  StepTimes times();

  @Override
  void close();
}
