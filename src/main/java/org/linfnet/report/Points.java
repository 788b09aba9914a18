package org.linfnet.report;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Points of a line, {@code x.get(i)} against {@code y.get(i)}, both finite.
 *
 * @param x as many as {@code y}
 * @param y as many as {@code x}
 */
record Points(List<Double> x, List<Double> y) {

  static final Points NONE = new Points(List.of(), List.of());

  /** A cell of a table's row. */
  @FunctionalInterface
  interface Cell {
    OptionalDouble at(int row);
  }

  Points {
    x = List.copyOf(x);
    y = List.copyOf(y);
  }

  /** The points of all rows in which both cells are measured and finite. */
  static Points of(ResultTable table, Cell x, Cell y) {
    List<Integer> rows =
        IntStream.range(0, table.rows().size())
            .filter(row -> finite(x.at(row)) && finite(y.at(row)))
            .boxed()
            .toList();
    return new Points(
        rows.stream().map(row -> x.at(row).orElseThrow()).toList(),
        rows.stream().map(row -> y.at(row).orElseThrow()).toList());
  }

  /**
   * The numbers of one column against those of another.
   *
   * @throws org.linfnet.InvalidInputException when a column is missing, or a cell holds no number
   */
  static Points numbers(ResultTable table, String x, String y) {
    return of(table, row -> table.number(row, x), row -> table.number(row, y));
  }

  /**
   * Fractions of a column in per cent, none when there is no such column.
   *
   * @throws org.linfnet.InvalidInputException when there is no column {@code x}, or a cell is not a
   *     fraction
   */
  static Points percent(ResultTable table, String x, String accuracy) {
    if (!table.has(accuracy)) {
      return NONE;
    }
    Points fractions = of(table, row -> table.number(row, x), row -> table.fraction(row, accuracy));
    return new Points(fractions.x, fractions.y.stream().map(value -> 100 * value).toList());
  }

  /** A level line from 0 to {@code end} through the first of these points. */
  Points level(double end) {
    return isEmpty() ? NONE : new Points(List.of(0.0, end), List.of(y.get(0), y.get(0)));
  }

  boolean isEmpty() {
    return x.isEmpty();
  }

  /** The largest x, 0 when there is no point. */
  double lastX() {
    return x.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  private static boolean finite(OptionalDouble value) {
    return value.isPresent() && Double.isFinite(value.getAsDouble());
  }
}
