package org.linfnet.ml;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.linfnet.train.EpochRecord;
import org.linfnet.train.ValidationScore;

/**
 * How the training of a model went, epoch by epoch, and how well the model does on the rows that it
 * was fitted on, those of the validation among them.
 */
public final class LinfDistTrainingSummary extends LinfDistClassificationSummary {

  private static final StructType SCHEMA =
      new StructType()
          .add("epoch", DataTypes.IntegerType, false)
          .add("p", DataTypes.FloatType, false)
          .add("stepSize", DataTypes.DoubleType, false)
          .add("loss", DataTypes.DoubleType, false)
          .add("trainingAccuracy", DataTypes.DoubleType, false)
          .add("validationAccuracy", DataTypes.DoubleType, true)
          .add("validationCertifiedAccuracy", DataTypes.DoubleType, true)
          .add("seconds", DataTypes.DoubleType, false);

  private final List<EpochRecord> epochs;
  private final String sha256;

  /**
   * A fit that has ended.
   *
   * @param rows that it was given
   * @param epochs a record for each epoch
   */
  record EndedFit(Dataset<?> rows, List<EpochRecord> epochs) {}

  /**
   * @param model names all its columns
   * @param fit that gave it
   */
  LinfDistTrainingSummary(LinfDistClassificationModel model, EndedFit fit) {
    super(model, fit.rows());
    this.epochs = List.copyOf(fit.epochs());
    this.sha256 = model.trained().sha256();
  }

  /**
   * The {@linkplain org.linfnet.model.TrainedModel#sha256 SHA-256} of the model's numbers in
   * hexadecimal digits: fits of the same rows, Params and seed have the same.
   */
  public String sha256() {
    return sha256;
  }

  /** A record for each epoch. */
  public List<EpochRecord> epochs() {
    return epochs;
  }

  /** The epochs that ran. */
  public int totalIterations() {
    return epochs.size();
  }

  /** The mean loss of each epoch, in network units. */
  public double[] objectiveHistory() {
    return epochs.stream().mapToDouble(EpochRecord::loss).toArray();
  }

  /**
   * A row for each epoch: {@code epoch, p, stepSize, loss, trainingAccuracy, validationAccuracy,
   * validationCertifiedAccuracy, seconds}; null where nothing was validated.
   */
  public Dataset<Row> history(SparkSession spark) {
    return spark.createDataFrame(
        epochs.stream().map(LinfDistTrainingSummary::row).toList(), SCHEMA);
  }

  private static Row row(EpochRecord epoch) {
    return RowFactory.create(
        epoch.epoch(),
        epoch.p(),
        epoch.learningRate(),
        epoch.loss(),
        epoch.trainingAccuracy(),
        epoch.validation().map(ValidationScore::cleanAccuracy).orElse(null),
        epoch.validation().map(ValidationScore::certifiedAccuracy).orElse(null),
        epoch.seconds());
  }
}
