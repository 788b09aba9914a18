package org.linfnet.ml;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.linfnet.InvalidInputException;
import org.linfnet.ml.BlockScorer.Score;
import scala.collection.Seq;

/** Scores one row's inputs in SQL. */
final class ScoreFunction implements UDF1<Object, Row> {

  static final StructType SCHEMA =
      new StructType()
          .add("prediction", DataTypes.DoubleType, false)
          .add("certifiedRadius", DataTypes.DoubleType, false);

  private static final long serialVersionUID = 1;

  private final ScoringTask task;
  private transient ThreadLocal<BlockScorer> scorers;

  ScoreFunction(ScoringTask task) {
    this.task = task;
  }

  @Override
  public Row call(Object stored) {
    requireInputs(stored);
    BlockScorer scorer = scorers().get();
    if (scorer.accept(stored, 0)) {
      return row(scorer.scores(1).get(0));
    }
    return task.keepsInvalid() ? row(scorer.none()) : null;
  }

  /** The argument's type is known only when the function is called. */
  private void requireInputs(Object stored) {
    boolean isBytes = stored instanceof byte[];
    boolean isNumbers = stored instanceof Vector || stored instanceof Seq;
    if (stored != null && !(task.column().bytes() ? isBytes : isNumbers)) {
      throw new InvalidInputException(
          "the function was called with an argument of another type: the model takes "
              + LinfDistClassificationModel.acceptedTypes(task.encoding()));
    }
  }

  private static Row row(Score score) {
    return RowFactory.create(score.prediction(), score.certifiedRadius());
  }

  private synchronized ThreadLocal<BlockScorer> scorers() {
    if (scorers == null) {
      scorers = ThreadLocal.withInitial(() -> task.scorer(1));
    }
    return scorers;
  }
}
