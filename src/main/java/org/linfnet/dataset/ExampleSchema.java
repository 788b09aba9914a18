package org.linfnet.dataset;

import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
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
    if (has(schema, LABEL)) {
      column(schema, LABEL, DataTypes.IntegerType);
    }
    return TableDescription.fromMetadata(column(schema, PIXELS, DataTypes.BinaryType).metadata());
  }

  static boolean has(StructType schema, String name) {
    return Arrays.asList(schema.fieldNames()).contains(name);
  }

  private static StructField column(StructType schema, String name, DataType type) {
    if (!has(schema, name)) {
      throw new InvalidInputException(
          "the table has no column "
              + name
              + " (it has "
              + String.join(", ", schema.fieldNames())
              + "): rename or add it as "
              + sql(type));
    }
    StructField field = schema.apply(name);
    if (!field.dataType().equals(type)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "column %s is %s, not %s: store it as CAST(%s AS %s)",
              name,
              sql(field.dataType()),
              sql(type),
              name,
              sql(type)));
    }
    return field;
  }

  private static String sql(DataType type) {
    return type.sql();
  }
}
