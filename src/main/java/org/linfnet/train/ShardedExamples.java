package org.linfnet.train;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.BlockManager;
import org.apache.spark.storage.BlockStatus;
import org.apache.spark.storage.RDDBlockId;
import org.apache.spark.storage.StorageLevel;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.ExampleBlock;
import org.linfnet.data.ExampleSchema;
import org.linfnet.data.FeatureBlock;
import org.linfnet.data.FeatureScaling;
import org.linfnet.data.RandomCrop;
import scala.Option;
import scala.Tuple2;

/**
 * The training examples, dealt to shards by a hash of their ids and cached, one block a shard.
 * Which shard an example is in depends on its id and the number of shards alone.
 *
 * <p>They are dealt in blocks through a plain shuffle, behind which Spark forgets the table's query
 * plan: with each task of each step it sends what is left of the lineage, and that is little.
 */
final class ShardedExamples implements AutoCloseable {

  private final JavaRDD<Shard> shards;
  private final int count;
  private final DataFingerprint fingerprint;

  private ShardedExamples(JavaRDD<Shard> shards, int count, DataFingerprint fingerprint) {
    this.shards = shards;
    this.count = count;
    this.fingerprint = fingerprint;
  }

  /** Reads, checks and caches a table with the columns of {@link ExampleSchema}. */
  static ShardedExamples of(
      Dataset<Row> table, DatasetDescription description, RandomCrop crop, int count) {
    int inputs = description.shape().inputs();
    JavaRDD<Shard> shards =
        table
            .select(ExampleSchema.ID, ExampleSchema.LABEL, ExampleSchema.PIXELS)
            .toJavaRDD()
            .mapPartitionsToPair(rows -> new DealtBlocks(rows, description, count))
            .partitionBy(new ShardPartitioner(count))
            .mapPartitions(blocks -> List.of(merge(blocks, inputs)).iterator())
            .map(block -> new PixelExamples(block, crop, description.standardisation()))
            .map(examples -> new Shard(TaskContext.getPartitionId(), examples));
    return of(shards, count, description.toMetadata().json());
  }

  /** Scales and caches what was dealt out of a table of features. */
  static ShardedExamples of(
      DealtFeatures dealt, FeatureScaling scaling, double weightUnit, int classes) {
    JavaRDD<Shard> shards =
        dealt
            .shards()
            .map(
                examples ->
                    new Shard(
                        TaskContext.getPartitionId(),
                        new FeatureExamples(new FeatureBlock(examples, scaling, weightUnit))));
    String description = "%d features in %d classes".formatted(scaling.inputs(), classes);
    return of(shards, dealt.count(), description);
  }

  private static ShardedExamples of(JavaRDD<Shard> shards, int count, String description) {
    shards.persist(StorageLevel.MEMORY_AND_DISK());
    return new ShardedExamples(shards, count, DataFingerprint.of(shards, description));
  }

  private static ExampleBlock merge(Iterator<Tuple2<Integer, ExampleBlock>> blocks, int inputs) {
    Iterable<Tuple2<Integer, ExampleBlock>> all = () -> blocks;
    return ExampleBlock.merge(
        StreamSupport.stream(all.spliterator(), false).map(Tuple2::_2).iterator(), inputs);
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
    return fingerprint.examples();
  }

  /** What tells them from others. */
  DataFingerprint fingerprint() {
    return fingerprint;
  }

  /**
   * The cached shards themselves, where they are all in the memory of this JVM, as a master of
   * {@code local[N]} keeps them unless memory is short.
   */
  Optional<List<Shard>> inThisJvm() {
    if (!shards.context().isLocal()) {
      return Optional.empty();
    }
    BlockManager blocks = SparkEnv.get().blockManager();
    List<Shard> found = new ArrayList<>();
    for (int partition = 0; partition < count; partition++) {
      RDDBlockId id = new RDDBlockId(shards.id(), partition);
      Option<BlockStatus> status = blocks.getStatus(id);
      if (status.isEmpty() || status.get().memSize() == 0 || status.get().diskSize() > 0) {
        return Optional.empty();
      }
      scala.collection.Iterator<?> values = blocks.getLocalValues(id).get().data();
      found.add((Shard) values.next());
      if (values.hasNext()) { // which also lets go of the block
        throw new IllegalStateException(id + " holds more than a shard");
      }
    }
    return Optional.of(found);
  }

  /** The tasks that run at once. */
  int cores() {
    return shards.context().defaultParallelism();
  }

  @Override
  public void close() {
    shards.unpersist(false);
  }
}
