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
final class GradientTask extends AbstractFunction2<TaskContext, Iterator<Shard>, ShardGradient>
    implements Serializable {

  private static final long serialVersionUID = 1;

  private final ShardPlan plan;
  private final NetworkBroadcast input;
  private final float p;
  private final Loss loss;
  private final TrainingMoment moment;

  GradientTask(ShardPlan plan, NetworkBroadcast input, float p, Loss loss, TrainingMoment moment) {
    this.plan = plan;
    this.input = input;
    this.p = p;
    this.loss = loss;
    this.moment = moment;
  }

  @Override
  public ShardGradient apply(TaskContext context, Iterator<Shard> shards) {
    Shard shard = shards.next();
    return new ShardGradient(shard.number(), gradient(shard));
  }

  BatchGradient gradient(Shard shard) {
    return shard.gradient(plan, input.state(), p, loss, moment);
  }
}
