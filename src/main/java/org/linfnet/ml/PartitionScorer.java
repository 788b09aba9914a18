package org.linfnet.ml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.linfnet.data.BlockwiseRows;
import org.linfnet.kernel.KernelChoice;

/**
 * Scores the rows of a partition, a bounded block of them at a time, and appends to each what is
 * asked for.
 *
 * @param network goes to each executor once
 * @param columns what is appended
 * @param invalid what becomes of rows that cannot be scored
 * @param featuresAt the place of the column of features
 */
record PartitionScorer(
    SentNetwork network, List<ScoreColumn> columns, InvalidRows invalid, int featuresAt)
    implements MapPartitionsFunction<Row, Row> {

  private static final int BLOCK = 64;
  private static final int NOWHERE = -1;

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    BlockClassifier classifier = network.classifier(KernelChoice.kernels(), BLOCK);
    return new BlockwiseRows(rows, BLOCK, block -> score(classifier, block));
  }

  private List<Row> score(BlockClassifier classifier, List<Row> block) {
    List<Row> kept = new ArrayList<>(block.size());
    int[] places = new int[block.size()];
    int scored = 0;
    for (Row row : block) {
      boolean accepted = classifier.accept(row.get(featuresAt), scored);
      if (accepted || invalid.keeps(row)) {
        places[kept.size()] = accepted ? scored++ : NOWHERE;
        kept.add(row);
      }
    }
    BlockScores scores = new BlockScores(classifier, scored);
    List<Row> result = new ArrayList<>(kept.size());
    for (int i = 0; i < kept.size(); i++) {
      result.add(append(kept.get(i), places[i] == NOWHERE ? scores.none() : scores.at(places[i])));
    }
    return result;
  }

  private Row append(Row row, Score score) {
    Object[] values = new Object[row.size() + columns.size()];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    for (int i = 0; i < columns.size(); i++) {
      values[row.size() + i] = columns.get(i).of(score);
    }
    return RowFactory.create(values);
  }
}
