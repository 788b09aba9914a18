package org.linfnet.ml;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * The columns that a model adds to a table, with their metadata.
 *
 * @param model names them; a column whose name is empty is not added
 */
record ScoredColumns(LinfDistClassificationModel model) {

  /** The columns by the fields of {@link ScoreFunction#SCHEMA} that they hold. */
  Map<String, StructField> byField() {
    Map<String, StructField> columns = new LinkedHashMap<>();
    named(model.getRawPredictionCol(), this::vector, ScoreFunction.RAW_PREDICTION, columns);
    named(model.getProbabilityCol(), this::vector, ScoreFunction.PROBABILITY, columns);
    named(model.getPredictionCol(), this::prediction, ScoreFunction.PREDICTION, columns);
    named(model.getCertifiedRadiusCol(), this::radius, ScoreFunction.CERTIFIED_RADIUS, columns);
    return columns;
  }

  private static void named(
      String name,
      Function<String, StructField> column,
      String field,
      Map<String, StructField> columns) {
    if (!name.isEmpty()) {
      columns.put(field, column.apply(name));
    }
  }

  private StructField vector(String name) {
    return new StructField(
        name,
        SQLDataTypes.VectorType(),
        false,
        new AttributeGroup(name, model.numClasses()).toMetadata());
  }

  private StructField prediction(String name) {
    return new StructField(
        name,
        DataTypes.DoubleType,
        false,
        NominalAttribute.defaultAttr().withNumValues(model.numClasses()).toMetadata());
  }

  private StructField radius(String name) {
    return new StructField(
        name, DataTypes.DoubleType, false, RadiusMetadata.of(model.trained().network().encoding()));
  }
}
