package org.linfnet.kernel;

/**
 * The arguments of one block of distances between the rows of {@code z} and the rows of {@code w}.
 *
 * @param shape the number of rows and their length
 * @param z the inputs, {@code float[batch * inputs]}
 * @param w the weights, {@code float[outputs * inputs]}
 * @param y the distances, {@code float[batch * outputs]}: written by a forward pass and read by the
 *     backward pass for the same {@code z} and {@code w}
 */
public record DistanceBlock(BlockShape shape, Rows z, Rows w, Rows y) {}
