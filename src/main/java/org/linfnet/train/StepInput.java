package org.linfnet.train;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.NetworkState;

/**
 * What the driver broadcasts for a step: the network's numbers, and a place for gradients.
 *
 * <p>Tasks in the driver's own JVM, as with a master of {@code local[N]}, are handed this very
 * object, and leave their gradients in it. Others are handed a copy without that place, and send
 * their gradients as Spark sends results. Only flat arrays go out: under Kryo, which a user may
 * have chosen for Spark, records cannot.
 */
final class StepInput implements Serializable {

  private static final long serialVersionUID = 1;

  private final float[] parameters;
  private final float[] means;
  private final transient Map<Integer, BatchGradient> left = new ConcurrentHashMap<>();

  StepInput(NetworkState network) {
    this.parameters = network.parameters();
    this.means = network.means();
  }

  /** The network's numbers, which must not be written to. */
  NetworkState network() {
    return new NetworkState(parameters, means);
  }

  /** Leaves a shard's gradient for the driver, or gives what is to be sent to it. */
  ShardGradient leave(int shard, BatchGradient gradient) {
    if (left == null) { // a copy
      return ShardGradient.sent(shard, gradient);
    }
    left.put(shard, gradient);
    return ShardGradient.left(shard);
  }

  /** Takes the gradient that a task has left here. */
  BatchGradient take(int shard) {
    return left.remove(shard);
  }
}
