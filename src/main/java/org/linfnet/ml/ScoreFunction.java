package org.linfnet.ml;

import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.InputColumn;
import org.linfnet.dataset.InvalidRows;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.kernel.Kernels;
import org.linfnet.scorer.Decision;
import org.linfnet.train.spark.NetworkBroadcast;
import scala.collection.Seq;

/** What a model says of one row's inputs, as a function for SQL that gives a struct. */
final class ScoreFunction implements UDF1<Object, Row> {

  /** The fields of the struct. */
  static final String RAW_PREDICTION = "rawPrediction";

  static final String PROBABILITY = "probability";
  static final String PREDICTION = "prediction";
  static final String CERTIFIED_RADIUS = "certifiedRadius";

  static final StructType SCHEMA =
      new StructType()
          .add(RAW_PREDICTION, SQLDataTypes.VectorType(), false)
          .add(PROBABILITY, SQLDataTypes.VectorType(), false)
          .add(PREDICTION, DataTypes.DoubleType, false)
          .add(CERTIFIED_RADIUS, DataTypes.DoubleType, false);

  private static final long serialVersionUID = 2;

  private final NetworkBroadcast sent;
  private final Encoding encoding;
  private final InputColumn column;
  private final InvalidRows invalid;
  private final Decision decision;
  private transient ThreadLocal<RowScorer> scorers;

  /**
   * @param sent the network, which goes to each executor once
   * @param encoding of its inputs
   * @param column holds the inputs
   * @param invalid what becomes of rows that cannot be scored
   * @param decision from logits to a class
   */
  ScoreFunction(
      NetworkBroadcast sent,
      Encoding encoding,
      InputColumn column,
      InvalidRows invalid,
      Decision decision) {
    this.sent = sent;
    this.encoding = encoding;
    this.column = column;
    this.invalid = invalid;
    this.decision = decision;
  }

  /** The struct; null for a row that cannot be scored and is to be left out. */
  @Override
  public Row call(Object stored) {
    requireInputs(stored, column, encoding);
    Optional<Row> score = scorers().get().score(stored);
    if (score.isPresent()) {
      return score.get();
    }
    return invalid.keeps(column.fault(stored)) ? none() : null;
  }

  /** Of a row that cannot be scored: no class, and nothing certified. */
  private Row none() {
    double[] none = new double[sent.network().classes()];
    Arrays.fill(none, Double.NaN);
    return RowFactory.create(Vectors.dense(none), Vectors.dense(none), Double.NaN, 0.0);
  }

  /**
   * Checks the argument of a function for SQL, whose type is known only when it is called.
   *
   * @throws InvalidInputException when it cannot hold inputs
   */
  static void requireInputs(Object stored, InputColumn column, Encoding encoding) {
    boolean isBytes = stored instanceof byte[];
    boolean isNumbers = stored instanceof Vector || stored instanceof Seq;
    if (stored != null && !(column.bytes() ? isBytes : isNumbers)) {
      throw new InvalidInputException(
          "the function was called with an argument of another type: the model takes "
              + LinfDistClassificationModel.acceptedTypes(encoding));
    }
  }

  private synchronized ThreadLocal<RowScorer> scorers() {
    if (scorers == null) {
      scorers =
          ThreadLocal.withInitial(
              () ->
                  new RowScorer(
                      new EncodedNetwork(sent.state(), encoding),
                      column,
                      decision,
                      Kernels.ofThisJvm()));
    }
    return scorers;
  }
}
