package org.linfnet.ml;

import java.util.Arrays;
import java.util.Collection;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.linfnet.InvalidInputException;

/** Columns of a schema that a stage of a pipeline takes and adds. */
final class Columns {

  private Columns() {}

  /**
   * A column that must be there.
   *
   * @param setter what names it
   */
  static StructField field(StructType schema, String name, String setter) {
    if (!has(schema, name)) {
      throw new InvalidInputException(
          "there is no column %s among %s: name it with %s"
              .formatted(name, String.join(", ", schema.fieldNames()), setter));
    }
    return schema.apply(name);
  }

  /** The schema with columns that it must not have yet. */
  static StructType add(StructType schema, Collection<StructField> added) {
    StructType longer = schema;
    for (StructField field : added) {
      if (has(longer, field.name())) {
        throw new InvalidInputException(
            "there is a column %s already: drop it, or choose another name for the model's"
                .formatted(field.name()));
      }
      longer = longer.add(field);
    }
    return longer;
  }

  /** The table with the metadata of a schema, which an encoder of rows leaves behind. */
  static Dataset<Row> described(Dataset<Row> table, StructType schema) {
    Column[] columns =
        Arrays.stream(schema.fields())
            .map(field -> quoted(table, field.name()).as(field.name(), field.metadata()))
            .toArray(Column[]::new);
    return table.select(columns);
  }

  private static Column quoted(Dataset<Row> table, String name) {
    return table.col("`" + name.replace("`", "``") + "`");
  }

  private static boolean has(StructType schema, String name) {
    return Arrays.asList(schema.fieldNames()).contains(name);
  }
}
