package org.linfnet.job;

/**
 * What the command line of {@link StepCostJob} says.
 *
 * @param width neurons of each of three hidden layers
 * @param shards tasks of a step
 * @param warmUp steps before those that are measured
 * @param steps that are measured
 */
record StepCostOptions(int width, int shards, int warmUp, int steps) {

  static final StepCostOptions DEFAULTS = new StepCostOptions(256, 2, 300, 300);

  StepCostOptions withWidth(int neurons) {
    return new StepCostOptions(neurons, shards, warmUp, steps);
  }

  StepCostOptions withShards(int count) {
    return new StepCostOptions(width, count, warmUp, steps);
  }

  StepCostOptions withWarmUp(int count) {
    return new StepCostOptions(width, shards, count, steps);
  }

  StepCostOptions withSteps(int count) {
    return new StepCostOptions(width, shards, warmUp, count);
  }
}
