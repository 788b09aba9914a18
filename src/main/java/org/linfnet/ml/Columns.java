package org.linfnet.ml;

import java.util.Arrays;
import java.util.Collection;
import org.apache.spark.sql.internal.SQLConf;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.ColumnNames;
import org.linfnet.train.spark.TableColumns;
import scala.Function2;

/** Columns of a schema that a stage of a pipeline takes and adds. */
final class Columns {

  private Columns() {}

  /**
   * A column that must be there.
   *
   * @param setter what names it
   */
  static StructField field(StructType schema, String name, String setter) {
    return TableColumns.find(schema, name)
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "there is no column %s among %s: name it with %s"
                        .formatted(name, ColumnNames.named(schema), setter)));
  }

  /**
   * A column of numbers that must be there.
   *
   * @param setter what names it
   */
  static StructField numeric(StructType schema, String name, String setter) {
    StructField field = field(schema, name, setter);
    if (!(field.dataType() instanceof NumericType)) {
      throw new InvalidInputException(
          "Column %s must be of type numeric but was actually of type %s: %s"
              .formatted(
                  field.name(),
                  field.dataType().catalogString(),
                  TableColumns.numbersOf(field.dataType())));
    }
    return field;
  }

  /** The schema with columns that it must not have yet. */
  static StructType add(StructType schema, Collection<StructField> added) {
    StructType longer = schema;
    for (StructField field : added) {
      if (isTaken(longer, field.name())) {
        throw new InvalidInputException(
            "there is a column %s already: drop it, or choose another name for the model's"
                .formatted(field.name()));
      }
      longer = longer.add(field);
    }
    return longer;
  }

  /** Whether a column has this name, or one that the session takes for the same. */
  private static boolean isTaken(StructType schema, String name) {
    Function2<String, String, Object> same = SQLConf.get().resolver();
    return Arrays.stream(schema.fieldNames()).anyMatch(taken -> (Boolean) same.apply(taken, name));
  }
}
