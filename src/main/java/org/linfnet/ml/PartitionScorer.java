package org.linfnet.ml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.linfnet.dataset.BlockwiseRows;
import org.linfnet.ml.BlockScorer.Score;

/**
 * Scores the rows of a partition, a bounded block of them at a time, and appends columns to each.
 *
 * @param task what to score with
 * @param columns what is appended
 * @param inputsAt the place of the column of inputs
 */
record PartitionScorer(ScoringTask task, List<ScoreColumn> columns, int inputsAt)
    implements MapPartitionsFunction<Row, Row> {

  private static final int BLOCK = 64;
  private static final int NOWHERE = -1;

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    BlockScorer scorer = task.scorer(BLOCK);
    return new BlockwiseRows(rows, BLOCK, block -> score(scorer, block));
  }

  private List<Row> score(BlockScorer scorer, List<Row> block) {
    List<Row> kept = new ArrayList<>(block.size());
    int[] places = new int[block.size()];
    int accepted = 0;
    for (Row row : block) {
      boolean accepts = scorer.accept(row.get(inputsAt), accepted);
      if (accepts || task.keepsInvalid()) {
        places[kept.size()] = accepts ? accepted++ : NOWHERE;
        kept.add(row);
      }
    }
    List<Score> scores = scorer.scores(accepted);
    List<Row> result = new ArrayList<>(kept.size());
    for (int i = 0; i < kept.size(); i++) {
      Score score = places[i] == NOWHERE ? scorer.none() : scores.get(places[i]);
      result.add(append(kept.get(i), score));
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
