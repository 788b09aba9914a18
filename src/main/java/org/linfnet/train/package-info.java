/**
 * Training: recipe, schedules, Adam, and synchronous data-parallel steps over Spark.
 *
 * <p>The bits of a model depend on the recipe, the data and the seed alone. A shard is a function
 * of the examples' ids, a shard's batches of the seed, and partial gradients are added in the order
 * of a fixed tree over the shards, whoever computed them and whenever they came.
 */
package org.linfnet.train;
