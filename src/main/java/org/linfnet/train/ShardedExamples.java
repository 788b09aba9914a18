package org.linfnet.train;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.ExampleBlock;
import org.linfnet.data.ExampleSchema;

/**
 * The training examples, dealt to shards by a hash of their ids and cached, one block of bytes a
 * shard. Which shard an example is in depends on its id and the number of shards alone.
 */
final class ShardedExamples implements AutoCloseable {

  private final JavaRDD<Shard> shards;
  private final int count;
  private final long examples;

  private ShardedExamples(JavaRDD<Shard> shards, int count, long examples) {
    this.shards = shards;
    this.count = count;
    this.examples = examples;
  }

  /** Reads, checks and caches a table with the columns of {@link ExampleSchema}. */
  static ShardedExamples of(Dataset<Row> table, DatasetDescription description, int count) {
    JavaRDD<Shard> shards =
        table
            .select(ExampleSchema.ID, ExampleSchema.LABEL, ExampleSchema.PIXELS)
            .repartition(count, table.col(ExampleSchema.ID))
            .toJavaRDD()
            .mapPartitions(rows -> shard(rows, description))
            .persist(StorageLevel.MEMORY_AND_DISK());
    long examples = shards.map(shard -> (long) shard.examples().size()).reduce(Long::sum);
    return new ShardedExamples(shards, count, examples);
  }

  private static Iterator<Shard> shard(Iterator<Row> rows, DatasetDescription description) {
    ExampleBlock examples = ExampleBlock.of(rows, description);
    return List.of(new Shard(TaskContext.getPartitionId(), examples)).iterator();
  }

  JavaRDD<Shard> shards() {
    return shards;
  }

  /** How many shards there are. */
  int count() {
    return count;
  }

  /** How many examples they hold. */
  long examples() {
    return examples;
  }

  @Override
  public void close() {
    shards.unpersist(false);
  }
}
