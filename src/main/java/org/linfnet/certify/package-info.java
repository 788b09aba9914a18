/**
 * What can be said of a finished network's prediction on one example: the radius within which it
 * provably does not change, the points at which an attack changed it, and the evaluation of a whole
 * table. Radii and margins are in pixel units, [0, 1].
 *
 * <p>Attacks follow any {@link org.linfnet.certify.AttackedClassifier}; certificates are those of
 * distance nets.
 *
 * <p>Certificates hold for the floats that run, not for real numbers alone; {@code
 * docs/soundness.md} has the argument.
 */
package org.linfnet.certify;
