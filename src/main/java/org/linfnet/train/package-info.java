/**
 * Training without Spark: recipes, schedules, Adam, and the loop of epochs and steps.
 *
 * <p>A {@link org.linfnet.train.TrainingLoop} takes the gradient of each step from a {@link
 * org.linfnet.train.StepGradients} and does not know where it was computed. At the end of an epoch
 * the whole run is a {@link org.linfnet.train.TrainingState}: the numbers of the network, Adam's
 * moments and the history. {@link org.linfnet.train.Checkpoints} keep it.
 *
 * <p>The bits of a model depend on the recipe, the data, the seed and the kernels alone.
 */
package org.linfnet.train;
