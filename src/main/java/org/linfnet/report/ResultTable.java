package org.linfnet.report;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.linfnet.InvalidInputException;
import org.linfnet.WrittenNumber;

/**
 * A table of results as training and evaluation write it: comma-separated, a line of column names,
 * then a line a row. A cell that was not measured is empty. Cells hold no commas, quotes or line
 * ends.
 *
 * @param source the file's name, for messages
 * @param columns the names in the first line
 * @param rows one cell for each column; row {@code i} is line {@code i + 2} of the file
 */
public record ResultTable(String source, List<String> columns, List<List<String>> rows) {

  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final Pattern EMPTY = Pattern.compile("[\\s,;]*");
  private static final Pattern QUOTED = Pattern.compile("^\"(.*)\"$");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("^(-?\\d+),(\\d+.*)$");

  /**
   * @throws InvalidInputException when two columns have one name, or a row has more or fewer cells
   *     than there are columns, or a cell does not fit between two commas
   */
  public ResultTable {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    if (new HashSet<>(columns).size() < columns.size()) {
      throw new InvalidInputException(
          source + " line 1: the same column twice in " + String.join(",", columns));
    }
    columns.forEach(name -> requirePlain(source, 1, name));
    for (int row = 0; row < rows.size(); row++) {
      int line = row + 2;
      List<String> cells = rows.get(row);
      if (cells.size() != columns.size()) {
        throw new InvalidInputException(
            "%s line %d: %d cells, but the first line names %d columns"
                .formatted(source, line, cells.size(), columns.size()));
      }
      cells.forEach(cell -> requirePlain(source, line, cell));
    }
  }

  /**
   * Reads a table to its end, also as a spreadsheet saves it: with a byte order mark, cells in
   * quotes, semicolons or tabs between cells and then perhaps decimal commas, accuracies in per
   * cent. Empty lines at the end are not rows.
   *
   * @param source the file's name, for messages
   * @throws InvalidInputException when it is not such a table; the message names file and line
   * @throws IOException when it cannot be read
   */
  public static ResultTable read(String source, Reader reader) throws IOException {
    List<String> lines = new ArrayList<>();
    BufferedReader buffered = new BufferedReader(reader);
    for (String line = buffered.readLine(); line != null; line = buffered.readLine()) {
      lines.add(line);
    }
    while (!lines.isEmpty() && EMPTY.matcher(lines.get(lines.size() - 1)).matches()) {
      lines.remove(lines.size() - 1);
    }
    if (lines.isEmpty()) {
      throw new InvalidInputException(source + " line 1: empty, expected the names of columns");
    }
    String head = lines.get(0).replace(BYTE_ORDER_MARK, "");
    String separator = separator(head);
    List<String> columns = cells(head, separator);
    while (!columns.isEmpty() && columns.get(columns.size() - 1).isEmpty()) {
      columns = columns.subList(0, columns.size() - 1);
    }
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      List<String> cells = cells(line, separator);
      while (cells.size() > columns.size() && cells.get(cells.size() - 1).isEmpty()) {
        cells = cells.subList(0, cells.size() - 1);
      }
      rows.add(cells);
    }
    return new ResultTable(source, columns, rows);
  }

  /**
   * Writes the table as {@link #read} reads it.
   *
   * @throws IOException when it cannot be written
   */
  public void write(Writer writer) throws IOException {
    writer.write(String.join(",", columns) + "\n");
    for (List<String> row : rows) {
      writer.write(String.join(",", row) + "\n");
    }
    writer.flush();
  }

  /**
   * The same table with other texts in a column.
   *
   * @throws InvalidInputException when there is no such column, or a text does not fit
   */
  public ResultTable with(String column, UnaryOperator<String> change) {
    int at = columns.indexOf(column);
    List<List<String>> changed = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      List<String> cells = new ArrayList<>(rows.get(row));
      cells.set(at, change.apply(text(row, column)));
      changed.add(cells);
    }
    return new ResultTable(source, columns, changed);
  }

  /** Whether there is a column of this name. */
  public boolean has(String column) {
    return columns.contains(column);
  }

  /** Whether there is a column of this name with anything in it. */
  public boolean measured(String column) {
    int at = columns.indexOf(column);
    return at >= 0 && rows.stream().anyMatch(row -> !row.get(at).isEmpty());
  }

  /**
   * The text of a cell, empty when it was not measured.
   *
   * @throws InvalidInputException when there is no such column
   */
  public String text(int row, String column) {
    int at = columns.indexOf(column);
    if (at < 0) {
      throw new InvalidInputException(
          "%s line 1: no column %s among %s".formatted(source, column, String.join(",", columns)));
    }
    return rows.get(row).get(at);
  }

  /**
   * The number in a cell as it is written, empty when it was not measured.
   *
   * @throws InvalidInputException when there is no such column, or its cell holds something else
   */
  public Optional<WrittenNumber> writtenNumber(int row, String column) {
    String text = text(row, column);
    return text.isEmpty() ? Optional.empty() : Optional.of(number(row, column, text));
  }

  /**
   * The number in a cell, empty when it was not measured. Infinity is a number here: it is what p
   * ends at.
   *
   * @throws InvalidInputException when there is no such column, or its cell holds something else
   */
  public OptionalDouble number(int row, String column) {
    return writtenNumber(row, column)
        .map(number -> OptionalDouble.of(number.value()))
        .orElse(OptionalDouble.empty());
  }

  /**
   * The fraction in a cell, such as an accuracy, empty when it was not measured.
   *
   * @throws InvalidInputException when there is no such column, or its cell holds something that is
   *     not in [0, 1]
   */
  public OptionalDouble fraction(int row, String column) {
    String text = text(row, column);
    OptionalDouble number =
        text.endsWith("%")
            ? OptionalDouble.of(
                number(row, column, text.substring(0, text.length() - 1)).value() / 100)
            : number(row, column);
    if (number.isPresent() && !(number.getAsDouble() >= 0 && number.getAsDouble() <= 1)) {
      throw wrongCell(row, column, "not a fraction between 0 and 1");
    }
    return number;
  }

  private WrittenNumber number(int row, String column, String text) {
    try {
      return WrittenNumber.of(text);
    } catch (NumberFormatException e) {
      throw wrongCell(row, column, "not a number");
    }
  }

  private InvalidInputException wrongCell(int row, String column, String complaint) {
    return new InvalidInputException(
        "%s line %d, column %s: '%s' is %s"
            .formatted(source, row + 2, column, text(row, column), complaint));
  }

  private static String separator(String head) {
    return Stream.of(",", ";", "\t").filter(head::contains).findFirst().orElse(",");
  }

  private static List<String> cells(String line, String separator) {
    return Arrays.stream(line.split(separator, -1))
        .map(String::strip)
        .map(cell -> QUOTED.matcher(cell).replaceFirst("$1").strip())
        .map(
            cell ->
                separator.equals(",") ? cell : DECIMAL_COMMA.matcher(cell).replaceFirst("$1.$2"))
        .toList();
  }

  private static void requirePlain(String source, int line, String cell) {
    if (cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')) {
      throw new InvalidInputException(
          "%s line %d: the cell %s holds a comma, a quote or a line end"
              .formatted(source, line, cell.replaceAll("\\R", " ")));
    }
  }
}
