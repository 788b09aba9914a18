package org.linfnet.train;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.linfnet.network.BatchGradient;
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
  private final Broadcast<float[]> parameters;
  private final float p;
  private final TrainingMoment moment;

  GradientTask(ShardPlan plan, Broadcast<float[]> parameters, float p, TrainingMoment moment) {
    this.plan = plan;
    this.parameters = parameters;
    this.p = p;
    this.moment = moment;
  }

  @Override
  public BatchGradient apply(TaskContext context, Iterator<Shard> shards) {
    return gradient(shards.next());
  }

  BatchGradient gradient(Shard shard) {
    return shard.gradient(plan, parameters.value(), p, moment);
  }
}
