package org.linfnet.train;

import org.linfnet.network.BatchGradient;
import org.linfnet.network.Loss;

/** Where the gradients of a run's steps come from. Every source gives the same bits. */
public interface StepGradients extends AutoCloseable {

  /**
   * One step of training.
   *
   * @param p the norm
   * @param loss what training makes small
   * @param moment where the run stands
   */
  record Task(float p, Loss loss, TrainingMoment moment) implements java.io.Serializable {}

  /**
   * The gradient of one step's batch, summed over its examples.
   *
   * @param numbers all numbers of the network; they do not change before this returns
   */
  BatchGradient run(float[] numbers, Task task);

  /** Where the time of the steps so far was spent. */
  StepTimes times();

  @Override
  void close();
}
