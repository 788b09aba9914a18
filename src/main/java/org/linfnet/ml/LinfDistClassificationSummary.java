package org.linfnet.ml;

import java.util.List;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.linfnet.dataset.InputColumn;
import org.linfnet.dataset.InvalidRows;
import org.linfnet.train.spark.TableColumns;

/** How well a model does on labelled rows. Each figure is computed when it is asked for. */
public class LinfDistClassificationSummary {

  private final LinfDistClassificationModel model;
  private final Dataset<?> rows;
  private Dataset<Row> predictions;
  private Dataset<Row> labelled;

  /**
   * @param model names all its columns
   * @param rows with labels
   */
  LinfDistClassificationSummary(LinfDistClassificationModel model, Dataset<?> rows) {
    this.model = model;
    this.rows = rows;
  }

  /** The rows with the columns of the model. */
  public final synchronized Dataset<Row> predictions() {
    if (predictions == null) {
      predictions = model.transform(rows);
    }
    return predictions;
  }

  /** The column of labels. */
  public final String labelCol() {
    return model.getLabelCol();
  }

  /** The column of the predicted classes. */
  public final String predictionCol() {
    return model.getPredictionCol();
  }

  /** The column of the probabilities. */
  public final String probabilityCol() {
    return model.getProbabilityCol();
  }

  /** The column of the certified radii. */
  public final String certifiedRadiusCol() {
    return model.getCertifiedRadiusCol();
  }

  /** The fraction of rows that are classified rightly, by weight where rows have weights. */
  public final double accuracy() {
    return metric("accuracy");
  }

  /** The mean of the classes' precisions, by the classes' sizes. */
  public final double weightedPrecision() {
    return metric("weightedPrecision");
  }

  /** The mean of the classes' recalls, by the classes' sizes. */
  public final double weightedRecall() {
    return metric("weightedRecall");
  }

  /** The mean of the classes' F-measures, by the classes' sizes. */
  public final double weightedFMeasure() {
    return metric("weightedFMeasure");
  }

  /** The mean of {@code -log} of the probability of each row's label. */
  public final double logLoss() {
    return metric("logLoss");
  }

  /**
   * The fraction of rows that are classified rightly and proved to stay so.
   *
   * @param epsilon the radius, in the unit of the column of radii
   */
  public final double certifiedAccuracy(double epsilon) {
    CertifiedAccuracyEvaluator evaluator =
        new CertifiedAccuracyEvaluator(epsilon)
            .setLabelCol(labelCol())
            .setPredictionCol(predictionCol())
            .setCertifiedRadiusCol(certifiedRadiusCol());
    if (isWeighted()) {
      evaluator.setWeightCol(model.getWeightCol());
    }
    return evaluator.evaluate(labelled());
  }

  /** Spark's evaluator takes a name with a dot for a field, so columns get names of its own. */
  private double metric(String name) {
    Dataset<Row> scored = labelled();
    Column weight =
        isWeighted() ? TableColumns.of(scored, model.getWeightCol()) : functions.lit(1.0);
    Dataset<Row> named =
        scored.select(
            TableColumns.of(scored, labelCol()).as("label"),
            TableColumns.of(scored, predictionCol()).as("prediction"),
            TableColumns.of(scored, probabilityCol()).as("probability"),
            weight.as("weight"));
    return new MulticlassClassificationEvaluator()
        .setWeightCol("weight")
        .setMetricName(name)
        .evaluate(named);
  }

  /** The predictions for rows with a label and a weight; others are left out, or an error. */
  private synchronized Dataset<Row> labelled() {
    if (labelled == null) {
      Dataset<Row> rowsWithLabel = withNumber(predictions(), labelCol(), "setLabelCol");
      labelled =
          isWeighted()
              ? withNumber(rowsWithLabel, model.getWeightCol(), "setWeightCol")
              : rowsWithLabel;
    }
    return labelled;
  }

  private Dataset<Row> withNumber(Dataset<Row> scored, String column, String setter) {
    Columns.numeric(scored.schema(), column, setter);
    Column number = TableColumns.of(scored, column).cast("double");
    Column usable = functions.coalesce(TableColumns.isFinite(number), functions.lit(false));
    InvalidRows invalid = InvalidRows.named(model.getHandleInvalid());
    if (invalid == InvalidRows.ERROR) {
      List<Row> other = scored.select(number).where(functions.not(usable)).limit(1).collectAsList();
      other.forEach(
          row -> invalid.requireAllowed(InputColumn.fault(row, 0) + " in column " + column));
    }
    return scored.where(usable);
  }

  private boolean isWeighted() {
    return model.isDefined(model.weightCol())
        && TableColumns.find(rows.schema(), model.getWeightCol()).isPresent();
  }
}
