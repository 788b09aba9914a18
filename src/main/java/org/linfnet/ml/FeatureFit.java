package org.linfnet.ml;

import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.linfnet.data.InvalidInputException;
import org.linfnet.train.FeatureNetwork;
import org.linfnet.train.FeatureTable;
import org.linfnet.train.TrainingOutcome;

/**
 * Fits a network to features.
 *
 * @param rows to be fitted
 */
record FeatureFit(LabelledRows rows) {

  Fitted run() {
    int inputs = inputs();
    int classes = rows.classes();
    TrainingOutcome<FeatureNetwork> outcome =
        rows.trainer()
            .train(
                table(rows.training(), inputs, classes),
                rows.validation().map(table -> table(table, inputs, classes)),
                FeatureScalings.named(rows.classifier().getFeatureScaling()));
    return new Fitted(
        LinfDistClassificationModel.modelNetwork(outcome.network()), outcome.history());
  }

  private FeatureTable table(Dataset<Row> table, int inputs, int classes) {
    return new FeatureTable(
        table
            .select(rows.features(), rows.label(), rows.weight())
            .toJavaRDD()
            .flatMap(new ExampleReader(new FeatureReader(inputs), classes, rows.invalid())),
        inputs,
        classes);
  }

  private int inputs() {
    StructField column = rows.table().schema().apply(rows.classifier().getFeaturesCol());
    if (column.dataType().equals(SQLDataTypes.VectorType())) {
      int said = AttributeGroup.fromStructField(column).size();
      if (said > 0) {
        return said;
      }
    }
    Dataset<Row> present =
        rows.table().select(rows.features()).where(rows.features().isNotNull()).limit(1);
    return present.collectAsList().stream()
        .findFirst()
        .map(row -> FeatureReader.size(row.get(0)))
        .filter(size -> size > 0)
        .orElseThrow(
            () -> new InvalidInputException("there are no training examples: no row has features"));
  }
}
