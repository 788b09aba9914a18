package org.linfnet.dataset;

import java.util.Arrays;
import org.apache.spark.sql.types.StructType;

/** The columns of a table, as messages name them. */
public final class TableColumns {

  private static final int NAMED = 20;

  private TableColumns() {}

  /** The names of the first columns, and how many more there are. */
  public static String named(StructType schema) {
    String[] names = schema.fieldNames();
    String first = String.join(", ", Arrays.copyOf(names, Math.min(NAMED, names.length)));
    return names.length <= NAMED ? first : "%s and %d more".formatted(first, names.length - NAMED);
  }
}
