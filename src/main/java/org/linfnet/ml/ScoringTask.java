package org.linfnet.ml;

import java.io.Serializable;
import org.linfnet.dataset.InputColumn;
import org.linfnet.dataset.InvalidRows;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.kernel.Kernels;
import org.linfnet.train.spark.NetworkBroadcast;

/**
 * What a task needs to score rows.
 *
 * @param sent the network, which goes to each executor once
 * @param encoding of its inputs
 * @param column holds the inputs
 * @param invalid what becomes of rows that cannot be scored
 */
record ScoringTask(
    NetworkBroadcast sent, Encoding encoding, InputColumn column, InvalidRows invalid)
    implements Serializable {

  /** A scorer for one thread. */
  BlockScorer scorer(int capacity) {
    EncodedNetwork network = new EncodedNetwork(sent.state(), encoding);
    return new BlockScorer(network, column, Kernels.ofThisJvm(), capacity);
  }

  /**
   * Whether a row that cannot be scored stays in its table.
   *
   * @throws org.linfnet.InvalidInputException when there must be no such row
   */
  boolean keepsInvalid() {
    return invalid.keeps(column.name());
  }
}
