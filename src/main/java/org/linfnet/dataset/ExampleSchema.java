package org.linfnet.dataset;

import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.linfnet.InvalidInputException;

/**
 * The columns of a table of examples: {@code id BIGINT, label INT, pixels BINARY}, pixels row-major
 * and one byte each, with a {@link TableDescription} in the metadata of {@code pixels}.
 */
public final class ExampleSchema {

  /** The column that names an example: BIGINT. */
  public static final String ID = "id";

  /** The column of classes, 0 up to the number of classes: INT. */
  public static final String LABEL = "label";

  /** The column of images, row-major, one byte a pixel: BINARY. */
  public static final String PIXELS = "pixels";

  private ExampleSchema() {}

  /** The schema of a table that such a data set is written to. */
  public static StructType of(TableDescription description) {
    return new StructType(
        new StructField[] {
          new StructField(ID, DataTypes.LongType, false, Metadata.empty()),
          new StructField(LABEL, DataTypes.IntegerType, false, Metadata.empty()),
          new StructField(PIXELS, DataTypes.BinaryType, false, description.toMetadata())
        });
  }

  /**
   * What a table with labels says about itself.
   *
   * @throws InvalidInputException when a column is missing, has another type, or {@code pixels}
   *     does not describe the data set
   */
  public static TableDescription describe(StructType schema) {
    column(schema, LABEL, DataTypes.IntegerType);
    return describeUnlabelled(schema);
  }

  /**
   * What a table says about itself that need not have labels.
   *
   * @throws InvalidInputException when {@code id} or {@code pixels} is missing, a column has
   *     another type, or {@code pixels} does not describe the data set
   */
  public static TableDescription describeUnlabelled(StructType schema) {
    column(schema, ID, DataTypes.LongType);
    if (ColumnNames.has(schema, LABEL)) {
      column(schema, LABEL, DataTypes.IntegerType);
    }
    return TableDescription.fromMetadata(column(schema, PIXELS, DataTypes.BinaryType).metadata());
  }

  private static StructField column(StructType schema, String name, DataType type) {
    if (!ColumnNames.has(schema, name)) {
      throw new InvalidInputException(
          "the table has no column "
              + name
              + " (it has "
              + ColumnNames.named(schema)
              + "): rename or add it as "
              + sql(type));
    }
    StructField field = schema.apply(name);
    if (!field.dataType().equals(type)) {
      throw new InvalidInputException(
          "column %s is %s, not %s: %s"
              .formatted(name, sql(field.dataType()), sql(type), advice(field, type)));
    }
    return field;
  }

  /** What a user can write: SQL casts numbers to numbers alone in the way that is meant. */
  private static String advice(StructField field, DataType wanted) {
    DataType type = field.dataType();
    boolean digits = type instanceof StringType && field.name().equals(LABEL);
    if (wanted instanceof NumericType && (type instanceof NumericType || digits)) {
      return "store it as CAST(%s AS %s)".formatted(field.name(), sql(wanted));
    }
    if (wanted instanceof NumericType) {
      return field.name().equals(ID)
          ? "store it as xxhash64(id), or name another with --id-column"
          : "store numbers from 0 in it, or name another with --label-column";
    }
    if (type instanceof ArrayType array && array.elementType() instanceof NumericType) {
      boolean taken =
          array.elementType() instanceof FloatType || array.elementType() instanceof DoubleType;
      return (taken ? "" : "store it as CAST(%s AS ARRAY<FLOAT>) and ".formatted(field.name()))
          + "take it as features with --features-column "
          + field.name()
          + ", or store one byte a pixel";
    }
    return "store one byte a pixel, as data-prep/prepare.sh does, or name the inputs with"
        + " --features-column";
  }

  private static String sql(DataType type) {
    return type.sql();
  }
}
