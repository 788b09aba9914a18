package org.linfnet.layer;

/**
 * One block of boxes on its way through a layer of the finished network.
 *
 * @param numbers all numbers of the network
 * @param batch the examples
 * @param input a box around each example's input, {@code float[batch * inputs]}
 * @param output a box around each example's output, {@code float[batch * outputs]}; filled by the
 *     pass
 */
public record BoundsBlock(float[] numbers, int batch, Bounds input, Bounds output) {}
