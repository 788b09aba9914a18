package org.linfnet.kernel;

/**
 * The arguments of one block of bounds on the distances between boxes of inputs and the rows of
 * {@code w}.
 *
 * @param shape the number of rows and their length
 * @param lower the lower ends of the boxes, {@code float[batch * inputs]}
 * @param upper the upper ends, of the same shape and nowhere below {@code lower}
 * @param w the weights, {@code float[outputs * inputs]}
 * @param yLower the lower bounds, {@code float[batch * outputs]}
 * @param yUpper the upper bounds, of the same shape
 */
public record IntervalBlock(
    BlockShape shape, Rows lower, Rows upper, Rows w, Rows yLower, Rows yUpper) {}
