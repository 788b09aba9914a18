package org.linfnet.kernel;

import java.util.ArrayList;
import java.util.List;

/**
 * Some of the rows of a matrix: from {@code from} on, up to {@code to} and without it.
 *
 * @param from the first row
 * @param to past the last row
 */
public record Range(int from, int to) {

  /**
   * Cuts rows into ranges of one length; the last may be shorter.
   *
   * @param pieces the most ranges, at least 1
   * @param multiple what their length is a multiple of
   */
  public static List<Range> cut(int from, int to, int pieces, int multiple) {
    int wanted = Math.max(1, (to - from + pieces - 1) / pieces);
    int length = (wanted + multiple - 1) / multiple * multiple;
    List<Range> ranges = new ArrayList<>();
    for (int at = from; at < to; at += length) {
      ranges.add(new Range(at, Math.min(at + length, to)));
    }
    return List.copyOf(ranges);
  }

  /** How many rows there are. */
  public int length() {
    return to - from;
  }

  /** Whether a row is one of these. */
  boolean holds(int row) {
    return from <= row && row < to;
  }

  /** The same rows, counted from a row on. */
  Range after(int row) {
    return new Range(from - row, to - row);
  }
}
