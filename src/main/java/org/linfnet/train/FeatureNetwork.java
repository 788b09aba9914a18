package org.linfnet.train;

import java.io.Serializable;
import org.linfnet.data.FeatureScaling;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;

/**
 * A finished network over features: p = infinity, running means fixed.
 *
 * @param shape its layers
 * @param state its numbers
 * @param scaling from features to network units
 */
public record FeatureNetwork(NetworkShape shape, NetworkState state, FeatureScaling scaling)
    implements Serializable {}
