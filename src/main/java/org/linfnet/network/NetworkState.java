package org.linfnet.network;

import java.io.Serializable;
import java.util.List;
import org.linfnet.layer.Layer;

/**
 * A network with its numbers.
 *
 * @param network the layers
 * @param numbers the numbers of all slots, {@code float[network.size()]}; not copied
 */
public record NetworkState(Network network, float[] numbers) implements Serializable {

  /**
   * An upper bound of how much the finished network stretches the l-infinity norm in real
   * arithmetic: the product of its layers' bounds.
   */
  public double lipschitz() {
    return Layer.lipschitz(network.layers(), numbers);
  }

  /**
   * The network whose logits are the mean of those of others.
   *
   * @param states of equal networks of one member; at least one
   */
  public static NetworkState mean(List<NetworkState> states) {
    Network one = states.get(0).network();
    Network mean = new Network(one.inputs(), one.classes(), one.descriptions(), states.size());
    float[] numbers = new float[mean.size()];
    for (int m = 0; m < states.size(); m++) {
      System.arraycopy(states.get(m).numbers(), 0, numbers, m * one.size(), one.size());
    }
    return new NetworkState(mean, numbers);
  }

  /** The same numbers in an array of their own. */
  public NetworkState copy() {
    return new NetworkState(network, numbers.clone());
  }
}
