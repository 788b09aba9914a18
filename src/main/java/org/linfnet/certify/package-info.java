/**
 * Certificates of a finished network: the radius within which the prediction of an example provably
 * does not change, by the margin, by intervals and by linear bounds. Radii are in the encoding's
 * unit.
 *
 * <p>Certificates hold for the floats that run, not for real numbers alone; {@code
 * docs/soundness.md} has the argument.
 */
package org.linfnet.certify;
