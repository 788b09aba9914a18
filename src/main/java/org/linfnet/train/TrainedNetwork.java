package org.linfnet.train;

import java.io.Serializable;
import org.linfnet.data.DatasetDescription;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;

/**
 * A finished network: p = infinity, running means fixed.
 *
 * @param shape its layers
 * @param state its numbers
 * @param trainedOn the examples it was trained on: their shape, classes, mu and sigma are its own
 */
public record TrainedNetwork(NetworkShape shape, NetworkState state, DatasetDescription trainedOn)
    implements Serializable {}
