package org.linfnet.ml;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.linfnet.kernel.KernelChoice;

/** Scores one row's features in SQL. */
final class ScoreFunction implements UDF1<Object, Row> {

  static final StructType SCHEMA =
      new StructType()
          .add("prediction", DataTypes.DoubleType, false)
          .add("certifiedRadius", DataTypes.DoubleType, false);

  private static final long serialVersionUID = 1;

  private final SentNetwork network;
  private final InvalidRows invalid;
  private transient ThreadLocal<BlockClassifier> classifiers;

  ScoreFunction(SentNetwork network, InvalidRows invalid) {
    this.network = network;
    this.invalid = invalid;
  }

  @Override
  public Row call(Object features) {
    BlockClassifier classifier = classifiers().get();
    boolean accepted = classifier.accept(features, 0);
    if (!accepted && !invalid.keeps(RowFactory.create(features))) {
      return null;
    }
    BlockScores scores = new BlockScores(classifier, accepted ? 1 : 0);
    Score score = accepted ? scores.at(0) : scores.none();
    return RowFactory.create(score.prediction(), score.certifiedRadius());
  }

  private synchronized ThreadLocal<BlockClassifier> classifiers() {
    if (classifiers == null) {
      classifiers = ThreadLocal.withInitial(() -> network.classifier(KernelChoice.kernels(), 1));
    }
    return classifiers;
  }
}
