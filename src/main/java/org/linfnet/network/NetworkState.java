package org.linfnet.network;

import java.io.Serializable;

/**
 * The numbers of a network.
 *
 * @param parameters what is trained, {@code float[parameterCount]}: the weights of each layer, then
 *     the output bias
 * @param means what mean shift takes away, {@code float[meanCount]}, a hidden layer after another
 */
public record NetworkState(float[] parameters, float[] means) implements Serializable {}
