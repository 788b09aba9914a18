package org.linfnet.input;

import java.io.Serializable;
import org.linfnet.network.Network;
import org.linfnet.network.NetworkState;

/**
 * A finished network with the encoding of its inputs.
 *
 * @param state the network with its numbers
 * @param encoding from users' values to network units
 */
public record EncodedNetwork(NetworkState state, Encoding encoding) implements Serializable {

  /** The layers. */
  public Network network() {
    return state.network();
  }
}
