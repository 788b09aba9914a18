package org.linfnet.train;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.linfnet.data.FeatureExample;
import org.linfnet.data.FeatureMoments;
import scala.Tuple2;

/**
 * A table of features, dealt to shards by what each example holds, and so neither by how the table
 * was partitioned nor by the order of its rows. Nothing is cached: Spark keeps the shuffled files.
 *
 * @param shards the examples of a shard in each partition, ordered
 * @param inputs the features of an example
 * @param count how many shards there are
 */
record DealtFeatures(JavaRDD<List<FeatureExample>> shards, int inputs, int count) {

  static DealtFeatures of(FeatureTable table, int count) {
    JavaRDD<List<FeatureExample>> shards =
        table
            .examples()
            .mapToPair(
                example -> new Tuple2<>(ShardPartitioner.shardOf(example.hash(), count), example))
            .partitionBy(new ShardPartitioner(count))
            .mapPartitions(dealt -> List.of(ordered(dealt)).iterator());
    return new DealtFeatures(shards, table.inputs(), count);
  }

  /** Of all examples, in one pass. */
  FeatureMoments moments() {
    int width = inputs;
    return shards.map(examples -> FeatureMoments.of(examples, width)).collect().stream()
        .reduce(FeatureMoments::plus)
        .orElseThrow();
  }

  private static List<FeatureExample> ordered(Iterator<Tuple2<Integer, FeatureExample>> dealt) {
    List<FeatureExample> examples = new ArrayList<>();
    dealt.forEachRemaining(pair -> examples.add(pair._2));
    examples.sort(FeatureExample.ORDER);
    return examples;
  }
}
