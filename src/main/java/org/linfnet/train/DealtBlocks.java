package org.linfnet.train;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.linfnet.data.DatasetDescription;
import org.linfnet.data.ExampleBlock;
import scala.Tuple2;

/**
 * The rows of one part of a table, gathered and dealt to shards a bounded number at a time: pairs
 * of a shard's number and a block of its examples.
 */
final class DealtBlocks implements Iterator<Tuple2<Integer, ExampleBlock>> {

  private static final int ROWS = 1 << 13;

  private final Iterator<Row> rows;
  private final DatasetDescription description;
  private final int shards;
  private final Queue<Tuple2<Integer, ExampleBlock>> dealt = new ArrayDeque<>();

  DealtBlocks(Iterator<Row> rows, DatasetDescription description, int shards) {
    this.rows = rows;
    this.description = description;
    this.shards = shards;
  }

  @Override
  public boolean hasNext() {
    while (dealt.isEmpty() && rows.hasNext()) {
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
    ExampleBlock gathered = ExampleBlock.of(new Limited(rows), description);
    List<ExampleBlock> blocks = gathered.deal(shards, id -> ShardPartitioner.shardOf(id, shards));
    for (int shard = 0; shard < shards; shard++) {
      if (blocks.get(shard).size() > 0) {
        dealt.add(new Tuple2<>(shard, blocks.get(shard)));
      }
    }
  }

  /** The next {@link #ROWS} rows. */
  private static final class Limited implements Iterator<Row> {

    private final Iterator<Row> rows;
    private int taken;

    Limited(Iterator<Row> rows) {
      this.rows = rows;
    }

    @Override
    public boolean hasNext() {
      return taken < ROWS && rows.hasNext();
    }

    @Override
    public Row next() {
      taken++;
      return rows.next();
    }
  }
}
