package org.linfnet.ml;

/**
 * What a model says of a row.
 *
 * @param logits {@code double[classes]}, in network units
 * @param prediction the class
 * @param certifiedRadius within which it stays
 */
record Score(double[] logits, double prediction, double certifiedRadius) {}
