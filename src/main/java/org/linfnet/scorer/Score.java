package org.linfnet.scorer;

/**
 * What a model says of a row.
 *
 * @param prediction the class
 * @param certifiedRadius the prediction is the same for all rows within this l-infinity radius, in
 *     the model's unit; 0 where nothing is proved
 * @param probabilities {@code double[classes]}
 * @param logits {@code double[classes]}, in network units
 */
public record Score(
    int prediction, double certifiedRadius, double[] probabilities, double[] logits) {}
