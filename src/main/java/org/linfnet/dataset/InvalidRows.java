package org.linfnet.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.linfnet.InvalidInputException;

/** What becomes of rows that hold null, NaN or infinity. */
public enum InvalidRows {
  /** Such a row is a mistake of the user. */
  ERROR,
  /** Such a row is left out. */
  SKIP,
  /** Such a row stays, without a score; it is not trained on. */
  KEEP;

  /** The names: {@code error}, {@code skip}, {@code keep}. */
  public static List<String> names() {
    return Arrays.stream(values()).map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }

  /** The value of that name. */
  public static InvalidRows named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /**
   * Whether such a row stays in its table.
   *
   * @param column where the null, NaN or infinity is
   * @throws InvalidInputException when there must be no such row
   */
  public boolean keeps(String column) {
    if (this == ERROR) {
      throw new InvalidInputException(
          "a row holds null, NaN or infinity in column %s: mend it, or skip such rows (handleInvalid)"
              .formatted(column));
    }
    return this == KEEP;
  }
}
