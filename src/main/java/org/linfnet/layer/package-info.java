/**
 * The kinds of layers that networks are made of, one file each, and the contract that they keep.
 *
 * <p>A {@link org.linfnet.layer.Layer} is a kind with its sizes and with the places of its numbers
 * in the flat array of a network. A {@link org.linfnet.layer.LayerPass} carries blocks of examples
 * through it. {@link org.linfnet.layer.LayerKinds} lists the kinds. Everything here is in network
 * units.
 */
package org.linfnet.layer;
