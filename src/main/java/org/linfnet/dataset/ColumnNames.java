package org.linfnet.dataset;

import java.util.Arrays;
import org.apache.spark.sql.types.StructType;

/** The names of a table's columns, as SQL and as people read them. */
public final class ColumnNames {

  private static final int NAMED = 20;

  private ColumnNames() {}

  /** Whether there is a column of this very name. */
  public static boolean has(StructType schema, String name) {
    return Arrays.asList(schema.fieldNames()).contains(name);
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
