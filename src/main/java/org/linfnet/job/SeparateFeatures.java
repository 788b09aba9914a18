package org.linfnet.job;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;
import org.linfnet.InvalidInputException;
import org.linfnet.dataset.ColumnNames;
import org.linfnet.dataset.InputColumn;

/**
 * Features that a table holds as one number a column, as CSV does.
 *
 * @param columns in the order of the features
 */
record SeparateFeatures(List<String> columns) {

  /** The table holds none. */
  static final SeparateFeatures NONE = new SeparateFeatures(List.of());

  /** The column of arrays that they are gathered in. */
  static final String GATHERED = "linfnet_features";

  /**
   * The columns that a list names, {@code a,b,c}; none if it names one column of another type.
   *
   * @throws InvalidInputException when one of several is not there, or holds no number
   */
  static SeparateFeatures named(String list, StructType schema) {
    List<String> all = Arrays.asList(schema.fieldNames());
    List<String> names = all.contains(list) ? List.of(list) : Arrays.asList(list.split(",", -1));
    if (names.size() == 1 && !(all.contains(list) && isNumber(schema, list))) {
      return NONE;
    }
    if (names.contains("")) {
      throw new InvalidInputException(
          "--features-column %s holds an empty name: give names of columns separated by commas"
              .formatted(list));
    }
    for (String name : names) {
      if (!all.contains(name)) {
        throw new InvalidInputException(
            "--features-column names %s: the table has %s".formatted(name, String.join(", ", all)));
      }
    }
    return checked(names, schema);
  }

  /**
   * All columns but some.
   *
   * @throws InvalidInputException when one holds no number
   */
  static SeparateFeatures without(List<String> others, StructType schema) {
    return checked(
        Arrays.stream(schema.fieldNames()).filter(name -> !others.contains(name)).toList(), schema);
  }

  private static SeparateFeatures checked(List<String> names, StructType schema) {
    for (String name : names) {
      if (!isNumber(schema, name)) {
        throw new InvalidInputException(
            ("column %s is %s, and without a column pixels or features every column but label and id"
                    + " must be a number: name the inputs with --features-column")
                .formatted(name, schema.apply(name).dataType().sql()));
      }
    }
    return new SeparateFeatures(names);
  }

  private static boolean isNumber(StructType schema, String name) {
    return schema.apply(name).dataType() instanceof NumericType;
  }

  /** The table with the features in one column more, {@link #GATHERED}, if there are any. */
  Dataset<Row> gathered(Dataset<Row> table) {
    Column[] numbers =
        columns.stream()
            .map(name -> col(ColumnNames.quoted(name)).cast("double"))
            .toArray(Column[]::new);
    return columns.isEmpty()
        ? table
        : table
            .withColumn(GATHERED, array(numbers))
            .withMetadata(GATHERED, InputColumn.gathering(columns));
  }
}
