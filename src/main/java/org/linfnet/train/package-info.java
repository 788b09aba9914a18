/**
 * Training: recipe, schedules, Adam, and synchronous data-parallel steps over Spark.
 *
 * <p>The bits of a model depend on the recipe, the data and the seed alone. A shard is a function
 * of the examples' ids, a shard's batches of the seed, and partial gradients are added in the order
 * of a fixed tree over the shards, whoever computed them and whenever they came.
 *
 * <p>At the end of an epoch the parameters, running means, moments and history are all that there
 * is to a run: a {@link org.linfnet.train.TrainingState}, which checkpoints keep.
 */
package org.linfnet.train;
