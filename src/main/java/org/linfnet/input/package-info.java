/**
 * Encodings of inputs: what a table's values become in network units, by how much they may be
 * perturbed in the user's units, and the unit of radii. {@link org.linfnet.input.Encodings} lists
 * the kinds. Nothing outside this package asks which kind it has.
 */
package org.linfnet.input;
