package org.linfnet.dataset;

import java.util.Locale;
import org.linfnet.InvalidInputException;

/** The part of a data set that a table holds. */
public enum Split {
  /** What a network learns from. */
  TRAIN,
  /** What it is evaluated on. */
  TEST;

  /** The name in metadata and in paths: {@code train} or {@code test}. */
  public String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The split of that name.
   *
   * @throws InvalidInputException when there is none
   */
  static Split named(String name) {
    for (Split split : values()) {
      if (split.lowerCase().equals(name)) {
        return split;
      }
    }
    throw new InvalidInputException("no split is named '" + name + "': it is train or test");
  }
}
