/**
 * A trained network with its encoding and its recipe, and the form in which it is saved: a Parquet
 * table of the network's numbers whose metadata describe the rest. {@link
 * org.linfnet.model.ModelFiles} writes and reads it.
 */
package org.linfnet.model;
