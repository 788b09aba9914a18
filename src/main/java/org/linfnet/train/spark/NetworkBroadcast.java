package org.linfnet.train.spark;

import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.linfnet.network.Network;
import org.linfnet.network.NetworkState;

/**
 * A network's numbers, sent once to each executor. Only flat arrays are broadcast: under Kryo,
 * which a user may have chosen for Spark, records cannot be.
 */
public final class NetworkBroadcast implements Serializable {

  private static final long serialVersionUID = 1;

  private final Network network;
  private final Broadcast<float[]> numbers;

  /** Sends the numbers of a network. */
  public NetworkBroadcast(JavaSparkContext spark, NetworkState state) {
    this.network = state.network();
    this.numbers = spark.broadcast(state.numbers());
  }

  /** The network. */
  public Network network() {
    return network;
  }

  /** The network with its numbers, which must not be written to. */
  public NetworkState state() {
    return new NetworkState(network, numbers.value());
  }

  /** Takes the numbers back from every executor; on the driver, once. */
  public void destroy() {
    numbers.destroy();
  }
}
