package org.linfnet.network;

import java.io.Serializable;
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
    double product = 1;
    for (Layer layer : network.layers()) {
      double factor = layer.lipschitz(numbers);
      product = factor == 1 ? product : Math.nextUp(product * factor);
    }
    return product;
  }

  /** The same numbers in an array of their own. */
  public NetworkState copy() {
    return new NetworkState(network, numbers.clone());
  }
}
