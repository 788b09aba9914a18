package org.linfnet.train;

import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.linfnet.network.BatchGradient;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;

/**
 * Each shard's gradient comes to the driver, by a bare job: what {@code treeAggregate} comes to
 * when it has no inner level, less five closures that Spark would clean in every step. For few
 * shards.
 */
final class GradientsCollected implements GradientMerge {

  private final ShardedExamples examples;
  private final StepTimes times;
  private final Seq<Object> partitions;

  GradientsCollected(ShardedExamples examples, StepTimes times) {
    this.examples = examples;
    this.times = times;
    this.partitions =
        CollectionConverters.asScala(
                IntStream.range(0, examples.count()).<Object>mapToObj(i -> i).toList())
            .toSeq();
  }

  @Override
  public BatchGradient sum(GradientTask task) {
    GradientCollector collector = new GradientCollector(examples.count(), times);
    SparkContext spark = examples.shards().context();
    spark.runJob(
        examples.shards().rdd(),
        task,
        partitions,
        collector,
        ClassTag$.MODULE$.apply(ShardGradient.class));
    return collector.sum();
  }
}
