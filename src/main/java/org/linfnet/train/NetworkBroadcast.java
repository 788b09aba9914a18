package org.linfnet.train;

import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.linfnet.network.NetworkShape;
import org.linfnet.network.NetworkState;

/**
 * A network's numbers, sent once to each executor. Only flat arrays are broadcast: under Kryo,
 * which a user may have chosen for Spark, records cannot be.
 */
public final class NetworkBroadcast implements Serializable {

  private static final long serialVersionUID = 1;

  private final NetworkShape shape;
  private final Broadcast<float[][]> numbers;

  /** Sends the numbers of a network of this shape. */
  public NetworkBroadcast(JavaSparkContext spark, NetworkShape shape, NetworkState state) {
    this.shape = shape;
    this.numbers = spark.broadcast(new float[][] {state.parameters(), state.means()});
  }

  /** The network's shape. */
  public NetworkShape shape() {
    return shape;
  }

  /** The network's numbers, which must not be written to. */
  public NetworkState state() {
    float[][] sent = numbers.value();
    return new NetworkState(sent[0], sent[1]);
  }

  /** Takes the numbers back from every executor; on the driver, once. */
  public void destroy() {
    numbers.destroy();
  }
}
