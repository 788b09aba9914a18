package org.linfnet.certify;

import org.linfnet.data.DatasetDescription;

/**
 * A multilayer perceptron that Spark's MLlib has fitted to images: a natural classifier, of which
 * nothing is certified.
 *
 * @param widths of the inputs, the hidden layers and the classes, {@code int[layers + 1]}
 * @param weights as {@code MultilayerPerceptronClassificationModel.weights()} has them
 * @param trainedOn the images, with the standardisation that the inputs had
 */
public record Perceptron(int[] widths, double[] weights, DatasetDescription trainedOn) {}
