/**
 * Data-parallel training on Spark: shards of the examples, the gradients of a step, and their sum.
 *
 * <p>A shard holds the examples that a hash of their ids gives it. The batches of a shard follow
 * from the seed. The shards' gradients are added in the order of a fixed tree, in whatever order
 * they come. So no number of executors, cores or threads changes a bit of the model, nor does the
 * order in which tasks end.
 */
package org.linfnet.train.spark;
