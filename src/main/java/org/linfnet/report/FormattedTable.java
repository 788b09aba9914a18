package org.linfnet.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A result table as people read it: accuracies in per cent, other numbers to five digits, a dash
 * where nothing was measured.
 *
 * @param headings of the columns
 * @param rows a cell for each heading
 */
public record FormattedTable(List<String> headings, List<List<String>> rows) {

  private static final String ACCURACY = "_accuracy";
  private static final String CERTIFIED = "certified_accuracy";
  private static final String UNKNOWN = "unknown";
  private static final String EXAMPLES = "examples";
  private static final String NOT_MEASURED = "-";
  private static final String GAP = "  ";
  private static final MathContext DIGITS = new MathContext(5, RoundingMode.HALF_EVEN);

  /** Copies both lists. */
  public FormattedTable {
    headings = List.copyOf(headings);
    rows = rows.stream().map(List::copyOf).toList();
  }

  /**
   * Formats every column of a table, in its order.
   *
   * @throws org.linfnet.InvalidInputException when an accuracy is not a fraction
   */
  public static FormattedTable of(ResultTable table) {
    List<String> headings = table.columns().stream().map(FormattedTable::heading).toList();
    List<List<String>> rows =
        IntStream.range(0, table.rows().size())
            .mapToObj(
                row -> table.columns().stream().map(column -> cell(table, row, column)).toList())
            .toList();
    return new FormattedTable(headings, rows);
  }

  /**
   * The table as lines of a terminal, columns flush right and two spaces apart, each line ended by
   * a line feed.
   */
  public String text() {
    int[] widths =
        IntStream.range(0, headings.size())
            .map(
                column ->
                    Math.max(
                        headings.get(column).length(),
                        rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0)))
            .toArray();
    StringBuilder text = new StringBuilder(line(headings, widths));
    rows.forEach(row -> text.append(line(row, widths)));
    return text.toString();
  }

  /** The table in Markdown, each line ended by a line feed. */
  public String markdown() {
    String rule = "|" + "---|".repeat(headings.size()) + "\n";
    return markdown(headings)
        + rule
        + rows.stream().map(FormattedTable::markdown).collect(Collectors.joining());
  }

  private static String markdown(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private static String line(List<String> cells, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(
            column -> " ".repeat(widths[column] - cells.get(column).length()) + cells.get(column))
        .collect(Collectors.joining(GAP, "", "\n"));
  }

  private static String heading(String column) {
    String name =
        column.endsWith(ACCURACY)
            ? column.substring(0, column.length() - ACCURACY.length())
            : column;
    return name.replace('_', ' ');
  }

  private static String cell(ResultTable table, int row, String column) {
    String text = table.text(row, column);
    if (text.isEmpty()) {
      return NOT_MEASURED;
    }
    if (column.endsWith(ACCURACY)) {
      return percent(table.fraction(row, column).orElseThrow());
    }
    if (column.equals(UNKNOWN)) {
      return percent(unknown(table, row));
    }
    return shortened(text);
  }

  /**
   * The fraction of examples that are unknown. A whole number above 1 is a count of them, and so is
   * 1 where some examples are certified: they are not all unknown.
   */
  private static double unknown(ResultTable table, int row) {
    return isCount(table, row)
        ? table.number(row, UNKNOWN).orElseThrow() / table.number(row, EXAMPLES).orElseThrow()
        : table.fraction(row, UNKNOWN).orElseThrow();
  }

  private static boolean isCount(ResultTable table, int row) {
    if (!table.measured(EXAMPLES)
        || table.text(row, EXAMPLES).isEmpty()
        || table.text(row, UNKNOWN).endsWith("%")) {
      return false;
    }
    double number = table.number(row, UNKNOWN).orElseThrow();
    double examples = table.number(row, EXAMPLES).orElseThrow();
    boolean counts = number > 1 || (number == 1 && someCertified(table, row));
    return counts && number <= examples && number == Math.rint(number);
  }

  private static boolean someCertified(ResultTable table, int row) {
    return table.measured(CERTIFIED) && table.fraction(row, CERTIFIED).orElse(0) > 0;
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f%%", 100 * fraction);
  }

  private static String shortened(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      return number.scale() <= 0
          ? number.toPlainString()
          : number.round(DIGITS).stripTrailingZeros().toPlainString();
    } catch (NumberFormatException e) {
      return text;
    }
  }
}
