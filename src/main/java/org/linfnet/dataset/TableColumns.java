package org.linfnet.dataset;

import java.util.Arrays;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The columns of a table by name. */
public final class TableColumns {

  private static final int NAMED = 20;

  private TableColumns() {}

  /** A column of a table by its name, whatever characters that holds. */
  public static Column of(Dataset<Row> table, String name) {
    return table.col(quoted(name));
  }

  /** A name as an expression of SQL takes it, whatever characters it holds. */
  public static String quoted(String name) {
    return "`" + name.replace("`", "``") + "`";
  }

  /** The names of the first columns, and how many more there are. */
  public static String named(StructType schema) {
    String[] names = schema.fieldNames();
    String first = String.join(", ", Arrays.copyOf(names, Math.min(NAMED, names.length)));
    return names.length <= NAMED ? first : "%s and %d more".formatted(first, names.length - NAMED);
  }
}
