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
   * Refuses such a row where it is a mistake.
   *
   * @param fault what the row holds and where, such as {@code NaN in column features}
   * @throws InvalidInputException when there must be no such row
   */
  public void requireAllowed(String fault) {
    if (this == ERROR) {
      throw new InvalidInputException(
          "a row holds %s: mend or drop such rows; in Spark ML handleInvalid can skip them"
              .formatted(fault));
    }
  }
}
