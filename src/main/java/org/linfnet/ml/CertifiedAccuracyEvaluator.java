package org.linfnet.ml;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamValidators;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.linfnet.InvalidInputException;
import org.linfnet.train.spark.TableColumns;

/**
 * Certified accuracy: the fraction of rows that are classified rightly and proved to stay so within
 * epsilon. At epsilon 0 it is accuracy.
 */
public final class CertifiedAccuracyEvaluator extends EvaluatorBase {

  private static final long serialVersionUID = 2;

  private final Param<String> certifiedRadiusCol;
  private final DoubleParam epsilon;

  /** With a random uid. */
  public CertifiedAccuracyEvaluator() {
    this(Identifiable$.MODULE$.randomUID("certifiedAccuracy"));
  }

  /** For this radius, in the unit of the column of radii. */
  public CertifiedAccuracyEvaluator(double epsilon) {
    this();
    setEpsilon(epsilon);
  }

  /** With this uid. */
  public CertifiedAccuracyEvaluator(String uid) {
    super(uid);
    certifiedRadiusCol = new Param<>(this, "certifiedRadiusCol", "certified radius column name");
    epsilon =
        new DoubleParam(
            this,
            "epsilon",
            "radius that counts (>= 0), in the unit of certifiedRadius",
            ParamValidators.gtEq(0));
    setDefault(certifiedRadiusCol, "certifiedRadius");
    setDefault(epsilon, 0.1);
  }

  /** The column of certified radii. */
  public Param<String> certifiedRadiusCol() {
    return certifiedRadiusCol;
  }

  /** The radius that counts. */
  public DoubleParam epsilon() {
    return epsilon;
  }

  /** The value of {@link #certifiedRadiusCol}. */
  public String getCertifiedRadiusCol() {
    return $(certifiedRadiusCol);
  }

  /** The value of {@link #epsilon}. */
  public double getEpsilon() {
    return (Double) $(epsilon);
  }

  /** The column of labels. */
  public CertifiedAccuracyEvaluator setLabelCol(String name) {
    set(labelCol(), name);
    return this;
  }

  /** The column of predictions. */
  public CertifiedAccuracyEvaluator setPredictionCol(String name) {
    set(predictionCol(), name);
    return this;
  }

  /** The column of weights. */
  public CertifiedAccuracyEvaluator setWeightCol(String name) {
    set(weightCol(), name);
    return this;
  }

  /** The column of certified radii. */
  public CertifiedAccuracyEvaluator setCertifiedRadiusCol(String name) {
    set(certifiedRadiusCol, name);
    return this;
  }

  /** The radius that counts, in the unit of the column of radii. */
  public CertifiedAccuracyEvaluator setEpsilon(double value) {
    set(epsilon, value);
    return this;
  }

  /** Certified accuracy, in [0, 1]; NaN of a table without rows. */
  @Override
  public double evaluate(Dataset<?> dataset) {
    StructType schema = dataset.schema();
    Columns.numeric(schema, getLabelCol(), "setLabelCol");
    Columns.numeric(schema, getPredictionCol(), "setPredictionCol");
    Columns.numeric(schema, $(certifiedRadiusCol), "setCertifiedRadiusCol");
    Column prediction = TableColumns.of(dataset, getPredictionCol()).cast("double");
    Column certified =
        TableColumns.of(dataset, getLabelCol())
            .equalTo(prediction)
            .and(not(isnan(prediction))) // to Spark NaN is equal to NaN
            .and(TableColumns.of(dataset, $(certifiedRadiusCol)).geq($(epsilon)));
    Row sums =
        dataset
            .select(
                when(certified, lit(1.0)).otherwise(0.0).as("certified"),
                weight(dataset).as("weight"))
            .agg(sum(col("certified").multiply(col("weight"))), sum("weight"), min("weight"))
            .head();
    if (!sums.isNullAt(2) && sums.getDouble(2) < 0) {
      throw new InvalidInputException(
          "a row has a weight below 0 in column %s: weights are 0 or more; mend or drop the row"
              .formatted(getWeightCol()));
    }
    return sums.isNullAt(1) ? Double.NaN : sums.getDouble(0) / sums.getDouble(1);
  }

  private Column weight(Dataset<?> dataset) {
    if (!isDefined(weightCol()) || getWeightCol().isEmpty()) {
      return lit(1.0);
    }
    Columns.numeric(dataset.schema(), getWeightCol(), "setWeightCol");
    return TableColumns.of(dataset, getWeightCol()).cast("double");
  }

  @Override
  public CertifiedAccuracyEvaluator copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads what {@link #write} wrote. */
  public static MLReader<CertifiedAccuracyEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads a saved evaluator. */
  public static CertifiedAccuracyEvaluator load(String path) {
    return read().load(path);
  }
}
