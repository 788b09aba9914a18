package org.linfnet.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.linfnet.data.InvalidInputException;

/**
 * The columns that a classifier is fitted on.
 *
 * @param classifier names them
 */
record FitSchema(LinfDistClassifierParams classifier) {

  /**
   * The schema that the model will give a table of this one.
   *
   * @throws InvalidInputException when a column is missing, or of a type that cannot be used
   */
  StructType checked(StructType schema) {
    StructField features = Columns.field(schema, classifier.getFeaturesCol(), "setFeaturesCol");
    boolean images = areImages(schema);
    if (!images && !FeatureInputs.areHeldBy(features.dataType())) {
      throw new InvalidInputException(
          "column %s is %s: features are a VECTOR, an ARRAY<FLOAT>, an ARRAY<DOUBLE>, or images as BINARY"
              .formatted(features.name(), features.dataType().sql()));
    }
    requireNumeric(Columns.field(schema, classifier.getLabelCol(), "setLabelCol"));
    if (weighted()) {
      requireNumeric(Columns.field(schema, classifier.getWeightCol(), "setWeightCol"));
      if (images) {
        throw new InvalidInputException(
            "weightCol is set, but images as BINARY are not weighted: give them as a VECTOR");
      }
    }
    if (validated()) {
      StructField indicator =
          Columns.field(
              schema, classifier.getValidationIndicatorCol(), "setValidationIndicatorCol");
      if (!indicator.dataType().equals(DataTypes.BooleanType)) {
        throw new InvalidInputException(
            "column %s is %s: an indicator of validation rows is BOOLEAN"
                .formatted(indicator.name(), indicator.dataType().sql()));
      }
    }
    return Columns.add(schema, addedColumns());
  }

  boolean areImages(StructType schema) {
    return schema.apply(classifier.getFeaturesCol()).dataType().equals(DataTypes.BinaryType);
  }

  boolean weighted() {
    return classifier.isDefined(classifier.weightCol()) && !classifier.getWeightCol().isEmpty();
  }

  boolean validated() {
    return classifier.isDefined(classifier.validationIndicatorCol());
  }

  private List<StructField> addedColumns() {
    List<StructField> added = new ArrayList<>();
    add(added, classifier.getRawPredictionCol(), SQLDataTypes.VectorType());
    add(added, classifier.getPredictionCol(), DataTypes.DoubleType);
    add(added, classifier.getCertifiedRadiusCol(), DataTypes.DoubleType);
    return added;
  }

  private static void add(List<StructField> added, String name, DataType type) {
    if (!name.isEmpty()) {
      added.add(DataTypes.createStructField(name, type, false));
    }
  }

  private static void requireNumeric(StructField field) {
    if (!(field.dataType() instanceof NumericType)) {
      throw new InvalidInputException(
          "column %s is %s: it must be numeric; index strings with a StringIndexer"
              .formatted(field.name(), field.dataType().sql()));
    }
  }
}
