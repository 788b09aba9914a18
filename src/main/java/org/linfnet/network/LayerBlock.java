package org.linfnet.network;

/**
 * What goes into a layer and what comes out of it, for one block of examples.
 *
 * @param batch the examples
 * @param input {@code float[batch * inputs]}, row-major
 * @param output {@code float[batch * outputs]}, row-major
 */
public record LayerBlock(int batch, float[] input, float[] output) {}
