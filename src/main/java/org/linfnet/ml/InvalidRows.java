package org.linfnet.ml;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.linfnet.data.InvalidInputException;

/** The values of the Param {@code handleInvalid}: what becomes of rows that cannot be used. */
enum InvalidRows {
  ERROR,
  SKIP,
  KEEP;

  /** What the Param takes. */
  static List<String> names() {
    return Arrays.stream(values()).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }

  static InvalidRows named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /**
   * Whether a row stays in the table that holds null, NaN or infinity.
   *
   * @throws InvalidInputException when there must be no such row
   */
  boolean keeps(Row row) {
    if (this == ERROR) {
      throw new InvalidInputException(
          "a row holds null, NaN or infinity: " + row + "; mend it, or set handleInvalid to skip");
    }
    return this == KEEP;
  }
}
