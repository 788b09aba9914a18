package org.linfnet.train;

/**
 * What a checkpoint file holds.
 *
 * @param run whose it is
 * @param state how far it had come
 */
record Checkpoint(RunIdentity run, TrainingState state) {}
