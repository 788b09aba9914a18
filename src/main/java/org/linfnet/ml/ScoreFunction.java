package org.linfnet.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.Literal;
import org.apache.spark.sql.catalyst.expressions.objects.Invoke;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.linfnet.dataset.InputColumn;
import org.linfnet.dataset.InvalidRows;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.kernel.Kernels;
import org.linfnet.scorer.Decision;
import org.linfnet.train.spark.NetworkBroadcast;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What a model says of one row's inputs, as a struct in Spark SQL. Spark's generated code calls it
 * with values in their internal form, so no row is converted on the way in or out. It is public for
 * that code alone.
 */
public final class ScoreFunction implements Serializable {

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

  private static final long serialVersionUID = 5;

  private final NetworkBroadcast sent;
  private final EncodedInputs source;
  private final InternalInputs inputs;
  private final InvalidRows invalid;
  private final PerThread<RowScorer> scorers;
  private final PerThread<float[]> rows;

  /**
   * @param sent the network, which goes to each executor once
   * @param encoding of its inputs
   * @param column holds the inputs
   * @param type of the column
   * @param invalid what becomes of rows that cannot be scored
   * @param decision from logits to a class
   */
  ScoreFunction(
      NetworkBroadcast sent,
      Encoding encoding,
      InputColumn column,
      DataType type,
      InvalidRows invalid,
      Decision decision) {
    this.sent = sent;
    this.source = new EncodedInputs(encoding, column);
    this.inputs = new InternalInputs(type);
    this.invalid = invalid;
    this.scorers =
        new PerThread<>(
            () ->
                new RowScorer(
                    new EncodedNetwork(sent.state(), encoding),
                    column,
                    decision,
                    Kernels.ofThisJvm()));
    this.rows = new PerThread<>(source::row);
  }

  /**
   * The struct as an expression.
   *
   * @param features the column of inputs
   */
  Expression struct(Expression features) {
    return invocation("score", SCHEMA, invalid == InvalidRows.SKIP, features);
  }

  /** Whether a row can be scored, as an expression. */
  Expression usable(Expression features) {
    return invocation("isUsable", DataTypes.BooleanType, false, features);
  }

  private Expression invocation(
      String method, DataType result, boolean nullable, Expression features) {
    return new Invoke(
        Literal.fromObject(this),
        method,
        result,
        seq(List.of(features)),
        seq(List.of()),
        false,
        nullable,
        true);
  }

  private static <T> Seq<T> seq(List<T> elements) {
    return CollectionConverters.asScala(elements).toSeq();
  }

  /**
   * The struct of {@link #SCHEMA}; null for a row that cannot be scored and is to be left out.
   *
   * @param internal the inputs in Spark's internal form
   */
  public InternalRow score(Object internal) {
    Object stored = inputs.stored(internal);
    Optional<InternalRow> score = scorers.get().score(stored);
    if (score.isPresent()) {
      return score.get();
    }
    invalid.requireAllowed(source.fault(stored));
    return invalid == InvalidRows.KEEP ? none() : null;
  }

  /**
   * Whether a row can be scored: not where {@link EncodedInputs#read} gives nothing.
   *
   * @param internal the inputs in Spark's internal form
   */
  public boolean isUsable(Object internal) {
    return source.read(inputs.stored(internal), rows.get()).isPresent();
  }

  /** Of a row that cannot be scored: no class, and nothing certified. */
  private InternalRow none() {
    double[] none = new double[sent.network().classes()];
    Arrays.fill(none, Double.NaN);
    return RowScorer.struct(none, none, Double.NaN, 0);
  }

  @Override
  public String toString() {
    return "linfDist";
  }
}
