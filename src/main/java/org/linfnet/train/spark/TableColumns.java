package org.linfnet.train.spark;

import java.util.Optional;
import org.apache.spark.ml.util.SchemaUtils;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.linfnet.dataset.ColumnNames;

/** The columns of a table by name. */
public final class TableColumns {

  private TableColumns() {}

  /** A column of a table that {@link #find} finds. */
  public static Column of(Dataset<?> table, String name) {
    return table.col(reference(table.schema(), name));
  }

  /**
   * A column by its name: the one of this very name, whatever characters that holds, or else what
   * Spark's own stages find by it, which may be a field of a struct or a name in other capitals.
   */
  public static Optional<StructField> find(StructType schema, String name) {
    return ColumnNames.has(schema, name) ? Optional.of(schema.apply(name)) : resolved(schema, name);
  }

  private static Optional<StructField> resolved(StructType schema, String name) {
    try {
      return Optional.of(SchemaUtils.getSchemaField(schema, name));
    } catch (Exception e) { // Scala declares none: there is no such field, or it is no name.
      return Optional.empty();
    }
  }

  /** How a column of another type becomes one of numbers, for messages. */
  public static String numbersOf(DataType type) {
    return type instanceof StringType
        ? "index strings with a StringIndexer"
        : "cast it to a type of numbers";
  }

  /** Whether a number is neither NaN nor infinite; null for null. */
  public static Column isFinite(Column number) {
    return functions.abs(number).lt(Double.POSITIVE_INFINITY); // to Spark NaN is the largest number
  }

  /** What SQL takes for a column that {@link #find} finds. */
  public static String reference(StructType schema, String name) {
    return ColumnNames.has(schema, name) ? ColumnNames.quoted(name) : name;
  }
}
