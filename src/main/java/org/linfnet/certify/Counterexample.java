package org.linfnet.certify;

/**
 * A point near an example that the deployed network classifies otherwise.
 *
 * @param attack what found it
 * @param prediction the class of the point
 * @param distance from the example, in pixel units
 * @param pixels the point, {@code float[inputs]} in [0, 1]
 */
public record Counterexample(String attack, int prediction, double distance, float[] pixels) {}
