package org.linfnet.layer;

/**
 * One block of examples on its way through a layer.
 *
 * @param step how the network computes
 * @param numbers all numbers of the network
 * @param batch the examples
 * @param input {@code float[batch * inputs]}, row-major
 * @param output {@code float[batch * outputs]}, row-major; filled by the forward pass
 */
public record LayerBlock(Step step, float[] numbers, int batch, float[] input, float[] output) {}
