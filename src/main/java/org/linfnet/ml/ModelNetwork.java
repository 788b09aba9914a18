package org.linfnet.ml;

import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;

/**
 * The network of a model.
 *
 * @param shape its layers
 * @param state its numbers
 * @param inputs what it takes
 */
record ModelNetwork(NetworkShape shape, NetworkState state, NetworkInputs inputs) {}
