/**
 * l-infinity distance nets: shape, parameters, layers, loss, and forward and backward passes over
 * one block of examples. Everything here is in network units, that is standardised pixels.
 *
 * <p>A neuron is {@code u(z) = ||z - w||_inf + b}, 1-Lipschitz in the l-infinity norm, and so is
 * every network of them. While training, the norm is l_p with a growing finite p. A perceptron is
 * here to be compared with: forward, and backward to its inputs.
 */
package org.linfnet.network;
