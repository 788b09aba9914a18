package org.linfnet.dataset;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.apache.spark.sql.Row;

/**
 * Rows that are worked out of other rows a bounded block at a time, so that a partition may be of
 * any size.
 */
public final class BlockwiseRows implements Iterator<Row> {

  private final Iterator<Row> rows;
  private final int capacity;
  private final Function<List<Row>, List<Row>> work;
  private Iterator<Row> worked = List.<Row>of().iterator();

  /**
   * @param rows what comes in
   * @param capacity the most rows of a block
   * @param work turns a block, never empty, into rows, as many as there are to be
   */
  public BlockwiseRows(Iterator<Row> rows, int capacity, Function<List<Row>, List<Row>> work) {
    this.rows = rows;
    this.capacity = capacity;
    this.work = work;
  }

  @Override
  public boolean hasNext() {
    while (!worked.hasNext() && rows.hasNext()) {
      worked = work.apply(take()).iterator();
    }
    return worked.hasNext();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return worked.next();
  }

  private List<Row> take() {
    List<Row> block = new ArrayList<>(capacity);
    while (block.size() < capacity && rows.hasNext()) {
      block.add(rows.next());
    }
    return block;
  }
}
