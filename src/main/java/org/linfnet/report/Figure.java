package org.linfnet.report;

import java.util.Optional;

/** A picture of a report with the words that explain it. */
public interface Figure {

  /** The name of its files, without an ending, such as {@code radius-curve}. */
  String name();

  /** A heading for it. */
  String title();

  /** What it shows and how to read it, in plain sentences. */
  String caption();

  /** The numbers that are drawn, when they are few enough to be read. */
  Optional<ResultTable> numbers();

  /** Draws it. */
  Picture picture();
}
