package org.linfnet.train.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.JavaRDD;
import org.linfnet.RandomStream;
import org.linfnet.input.ExampleBlock;
import org.linfnet.input.StoredValues;
import scala.Tuple2;

/**
 * Deals examples to shards by a hash of their ids. The shard of an example depends on its id and on
 * the number of shards alone.
 */
final class ShardPartitioner extends Partitioner {

  private static final long serialVersionUID = 1;
  private static final RandomStream DEAL = new RandomStream(0);

  private final int shards;

  ShardPartitioner(int shards) {
    this.shards = shards;
  }

  /**
   * The examples of each shard as one ordered block, in the partition of the shard's number.
   *
   * <p>They are dealt in blocks through a plain shuffle. Behind it Spark forgets the table's query
   * plan: with each task of each step it sends what is left of the lineage, and that is little.
   */
  JavaRDD<ExampleBlock> deal(LabelledExamples examples) {
    StoredValues empty = examples.empty();
    int count = shards;
    return examples
        .blocks()
        .mapPartitionsToPair(blocks -> new DealtBlocks(blocks, empty, count))
        .partitionBy(this)
        .mapPartitions(
            pairs -> {
              List<ExampleBlock> blocks = new ArrayList<>();
              pairs.forEachRemaining(pair -> blocks.add(pair._2));
              return List.of(ExampleBlock.merged(blocks, empty)).iterator();
            });
  }

  /** The shard of an example. */
  static int shardOf(long id, int shards) {
    return (int) Math.floorMod(DEAL.at(id).seed(), (long) shards);
  }

  @Override
  public int numPartitions() {
    return shards;
  }

  @Override
  public int getPartition(Object shard) {
    return (Integer) shard;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ShardPartitioner that && shards == that.shards;
  }

  @Override
  public int hashCode() {
    return shards;
  }

  /**
   * The examples of one partition of a table, gathered and dealt to shards a bounded number at a
   * time: pairs of a shard's number and a block of its examples.
   */
  private static final class DealtBlocks implements Iterator<Tuple2<Integer, ExampleBlock>> {

    private static final int EXAMPLES = 1 << 13;

    private final Iterator<ExampleBlock> blocks;
    private final StoredValues empty;
    private final int shards;
    private final Queue<Tuple2<Integer, ExampleBlock>> dealt = new ArrayDeque<>();

    DealtBlocks(Iterator<ExampleBlock> blocks, StoredValues empty, int shards) {
      this.blocks = blocks;
      this.empty = empty;
      this.shards = shards;
    }

    @Override
    public boolean hasNext() {
      while (dealt.isEmpty() && blocks.hasNext()) {
        deal();
      }
      return !dealt.isEmpty();
    }

    @Override
    public Tuple2<Integer, ExampleBlock> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return dealt.remove();
    }

    private void deal() {
      List<ExampleBlock> gathered = new ArrayList<>();
      int examples = 0;
      while (examples < EXAMPLES && blocks.hasNext()) {
        ExampleBlock block = blocks.next();
        gathered.add(block);
        examples += block.size();
      }
      List<ExampleBlock> parts =
          ExampleBlock.merged(gathered, empty).deal(shards, id -> shardOf(id, shards));
      for (int shard = 0; shard < shards; shard++) {
        if (parts.get(shard).size() > 0) {
          dealt.add(new Tuple2<>(shard, parts.get(shard)));
        }
      }
    }
  }
}
