package org.linfnet.evaluate;

import java.util.Locale;

/** What an evaluation found out about one example within one radius. */
public enum Status {
  /** The prediction is not the label, at the example itself. */
  MISCLASSIFIED,
  /** Proved: no point within the radius is classified otherwise. */
  CERTIFIED,
  /** A point within the radius is classified otherwise. */
  ATTACKED,
  /** Neither proved nor broken. */
  UNKNOWN;

  /** The name in result tables: {@code certified}. */
  public String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}
