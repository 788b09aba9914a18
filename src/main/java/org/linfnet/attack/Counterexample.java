package org.linfnet.attack;

/**
 * A point near an example that the finished network classifies otherwise.
 *
 * @param attack the attack that found it
 * @param prediction the class of the point
 * @param distance from the example, in the encoding's unit
 * @param values the point in the user's units, as a table stores it, {@code double[inputs]}
 */
public record Counterexample(String attack, int prediction, double distance, double[] values) {}
