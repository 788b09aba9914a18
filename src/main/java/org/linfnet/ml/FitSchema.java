package org.linfnet.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.InputColumn;
import org.linfnet.train.spark.ExampleTable;

/**
 * The columns that a classifier is fitted on.
 *
 * @param classifier names them
 */
record FitSchema(LinfDistClassifier classifier) {

  /**
   * The schema that the model will give a table of this one.
   *
   * @throws InvalidInputException when a column is missing, or of a type that cannot be used
   */
  StructType checked(StructType schema) {
    InputColumn.of(Columns.field(schema, classifier.getFeaturesCol(), "setFeaturesCol"));
    Columns.numeric(schema, classifier.getLabelCol(), "setLabelCol");
    weight().ifPresent(name -> Columns.numeric(schema, name, "setWeightCol"));
    indicator()
        .ifPresent(
            name -> requireBoolean(Columns.field(schema, name, "setValidationIndicatorCol")));
    return Columns.add(schema, addedColumns());
  }

  /** The names of the columns that hold examples. */
  ExampleTable.Columns columns() {
    return new ExampleTable.Columns(
        classifier.getFeaturesCol(),
        Optional.of(classifier.getLabelCol()),
        weight(),
        Optional.empty());
  }

  /** The column of weights, if examples have them. */
  private Optional<String> weight() {
    return named(classifier.weightCol());
  }

  /** The column that is true for rows to validate with, if there are any. */
  Optional<String> indicator() {
    return named(classifier.validationIndicatorCol());
  }

  /** The column that a Param names; an empty name is none. */
  private Optional<String> named(Param<String> column) {
    return classifier.isDefined(column)
        ? Optional.of(classifier.getOrDefault(column)).filter(name -> !name.isEmpty())
        : Optional.empty();
  }

  private List<StructField> addedColumns() {
    List<StructField> added = new ArrayList<>();
    add(added, classifier.getRawPredictionCol(), SQLDataTypes.VectorType());
    add(added, classifier.getProbabilityCol(), SQLDataTypes.VectorType());
    add(added, classifier.getPredictionCol(), DataTypes.DoubleType);
    add(added, classifier.getCertifiedRadiusCol(), DataTypes.DoubleType);
    return added;
  }

  private static void add(List<StructField> added, String name, DataType type) {
    if (!name.isEmpty()) {
      added.add(DataTypes.createStructField(name, type, false));
    }
  }

  private static void requireBoolean(StructField field) {
    if (!field.dataType().equals(DataTypes.BooleanType)) {
      throw new InvalidInputException(
          "column %s is %s: an indicator of validation rows is BOOLEAN"
              .formatted(field.name(), field.dataType().sql()));
    }
  }
}
