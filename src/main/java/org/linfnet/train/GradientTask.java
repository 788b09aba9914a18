package org.linfnet.train;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.linfnet.network.BatchGradient;
import org.linfnet.network.Loss;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/**
 * What a task of a step does: the gradient of one shard's part of the batch. A class of its own and
 * not a lambda, since Spark reads the class files around a lambda anew for every job.
 */
final class GradientTask extends AbstractFunction2<TaskContext, Iterator<Shard>, BatchGradient>
    implements Serializable {

  private static final long serialVersionUID = 1;

  private final ShardPlan plan;
  private final NetworkBroadcast network;
  private final float p;
  private final Loss loss;
  private final TrainingMoment moment;

  GradientTask(
      ShardPlan plan, NetworkBroadcast network, float p, Loss loss, TrainingMoment moment) {
    this.plan = plan;
    this.network = network;
    this.p = p;
    this.loss = loss;
    this.moment = moment;
  }

  @Override
  public BatchGradient apply(TaskContext context, Iterator<Shard> shards) {
    return gradient(shards.next());
  }

  BatchGradient gradient(Shard shard) {
    return shard.gradient(plan, network.state(), p, loss, moment);
  }
}
