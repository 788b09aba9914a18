package org.linfnet.ml;

import org.apache.spark.ml.linalg.Vectors;
import org.linfnet.ml.BlockScorer.Score;

/** A column that a model adds to a table. */
enum ScoreColumn {
  RAW_PREDICTION {
    @Override
    Object of(Score score) {
      return Vectors.dense(score.logits());
    }
  },
  PREDICTION {
    @Override
    Object of(Score score) {
      return score.prediction();
    }
  },
  CERTIFIED_RADIUS {
    @Override
    Object of(Score score) {
      return score.certifiedRadius();
    }
  };

  /** Its value for a row of this score. */
  abstract Object of(Score score);
}
