package org.linfnet.ml;

import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.linfnet.InvalidInputException;
import org.linfnet.attack.AttackKind;
import org.linfnet.attack.Counterexample;
import org.linfnet.dataset.InputColumn;
import org.linfnet.dataset.InvalidRows;
import org.linfnet.explain.Explainer;
import org.linfnet.explain.Explanation;
import org.linfnet.input.EncodedNetwork;
import org.linfnet.input.Encoding;
import org.linfnet.input.StoredValues;
import org.linfnet.kernel.Kernels;
import org.linfnet.train.spark.NetworkBroadcast;
import scala.collection.Seq;

/**
 * The explanation of a model's prediction for one row, as a function for SQL that gives a struct.
 */
final class ExplainFunction implements UDF1<Object, Row> {

  private static final StructType DECIDER =
      new StructType()
          .add("logit", DataTypes.IntegerType, false)
          .add("layer", DataTypes.IntegerType, false)
          .add("unit", DataTypes.IntegerType, false)
          .add("slope", DataTypes.DoubleType, false);

  static final StructType SCHEMA =
      new StructType()
          .add("prediction", DataTypes.DoubleType, false)
          .add("rival", DataTypes.DoubleType, false)
          .add("lead", DataTypes.DoubleType, false)
          .add("certifiedRadius", DataTypes.DoubleType, false)
          .add("deciders", DataTypes.createArrayType(DECIDER, false), false)
          .add("smallestChange", DataTypes.DoubleType)
          .add("changed", DataTypes.createArrayType(DataTypes.DoubleType, false))
          .add("changedPrediction", DataTypes.DoubleType);

  private static final long serialVersionUID = 2;
  private static final long SEED = 1;

  private final NetworkBroadcast sent;
  private final EncodedInputs source;
  private final InvalidRows invalid;
  private final PerThread<Explainer> explainers;

  private ExplainFunction(
      NetworkBroadcast sent, Encoding encoding, InputColumn column, InvalidRows invalid) {
    this.sent = sent;
    this.source = new EncodedInputs(encoding, column);
    this.invalid = invalid;
    this.explainers =
        new PerThread<>(
            () ->
                new Explainer(
                    new EncodedNetwork(sent.state(), encoding),
                    AttackKind.STRONG,
                    SEED,
                    Kernels.ofThisJvm()));
  }

  /**
   * The function of a model, whose network goes to each executor once.
   *
   * @throws InvalidInputException when the model has thresholds, which move the border to the rival
   */
  static ExplainFunction of(LinfDistClassificationModel model, SparkSession spark) {
    if (model.isDefined(model.thresholds())) {
      throw new InvalidInputException(
          "an explanation is of the class with the largest logit: clear the thresholds first");
    }
    EncodedNetwork network = model.trained().network();
    return new ExplainFunction(
        new NetworkBroadcast(
            JavaSparkContext.fromSparkContext(spark.sparkContext()), network.state()),
        network.encoding(),
        new InputColumn(model.getFeaturesCol(), network.encoding().isStoredAsBytes()),
        InvalidRows.named(model.getHandleInvalid()));
  }

  /** The struct; null for a row that cannot be scored and is no error. */
  @Override
  public Row call(Object stored) {
    requireInputs(stored);
    Optional<StoredValues> read = source.read(stored, source.row());
    if (read.isEmpty()) {
      invalid.requireAllowed(source.fault(stored));
      return null;
    }
    double[] values = new double[sent.network().inputSize()];
    source.encoding().toUser(read.get(), 0, values, 0);
    return row(explainers.get().explain(0, values));
  }

  /** Checks the argument of a function for SQL, whose type is known only when it is called. */
  private void requireInputs(Object stored) {
    boolean isBytes = stored instanceof byte[];
    boolean isNumbers = stored instanceof Vector || stored instanceof Seq;
    if (stored != null && !(source.column().bytes() ? isBytes : isNumbers)) {
      throw new InvalidInputException(
          "the function was called with an argument of another type: the model takes "
              + LinfDistClassificationModel.acceptedTypes(source.encoding()));
    }
  }

  private static Row row(Explanation explanation) {
    List<Row> deciders =
        explanation.deciders().stream()
            .map(
                decider ->
                    RowFactory.create(
                        decider.logit(), decider.layer(), decider.unit(), decider.slope()))
            .toList();
    Counterexample smallest = explanation.smallest().orElse(null);
    return RowFactory.create(
        (double) explanation.prediction(),
        (double) explanation.rival(),
        explanation.lead(),
        explanation.certifiedRadius(),
        deciders.toArray(Row[]::new),
        smallest == null ? null : smallest.distance(),
        smallest == null ? null : smallest.values(),
        smallest == null ? null : (double) smallest.prediction());
  }
}
