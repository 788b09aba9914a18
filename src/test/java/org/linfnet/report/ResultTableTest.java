package org.linfnet.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.linfnet.InvalidInputException;

class ResultTableTest {

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    ResultTable table =
        new ResultTable(
            "summary.csv",
            List.of("epsilon", "pgd_accuracy"),
            List.of(List.of("0.1", "0.95"), List.of("0.3", "")));
    StringWriter written = new StringWriter();
    table.write(written);
    assertThat(ResultTable.read("summary.csv", new StringReader(written.toString())))
        .isEqualTo(table);
  }

  @Test
  void aTableIsWrittenAsCommasAndLineFeeds() throws IOException {
    StringWriter written = new StringWriter();
    new ResultTable("curve.csv", List.of("a", "b"), List.of(List.of("1", ""))).write(written);
    assertThat(written).hasToString("a,b\n1,\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\n1,2", "a,b\n1,2\n\n\n", "a, b\n1 ,2"})
  void lineEndsAndBlanksDoNotMatter(String text) {
    assertThat(Tables.of("t.csv", text).rows()).containsExactly(List.of("1", "2"));
  }

  @Test
  void anEmptyCellIsNoNumber() {
    assertThat(Tables.of("t.csv", "a,b\n1,\n").number(0, "b")).isEmpty();
  }

  @Test
  void infinityIsANumber() {
    assertThat(Tables.of("t.csv", "p\nInfinity\n").number(0, "p"))
        .hasValue(Double.POSITIVE_INFINITY);
  }

  @Test
  void aColumnOfEmptyCellsIsNotMeasured() {
    ResultTable table = Tables.of("t.csv", "a,b\n1,\n2,\n");
    assertThat(List.of(table.measured("a"), table.measured("b"), table.measured("c")))
        .containsExactly(true, false, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``         | t.csv line 1: empty, expected the names of columns",
        "a,a\\n1,2  | t.csv line 1: the same column twice in a,a",
        "a,b\\n1,2\\n3 | t.csv line 3: 1 cells, but the first line names 2 columns",
        "a,b\\n\\n1,2  | t.csv line 2: 1 cells, but the first line names 2 columns",
        "a,b\\n1\"1,2 | t.csv line 2: the cell 1\"1 holds a comma, a quote or a line end",
      })
  void aBrokenTableIsNamedByFileAndLine(String text, String message) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> Tables.of("t.csv", text.replace("\\n", "\n")))
        .withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFFepsilon,clean_accuracy\r\n8/255,0.96\r\n",
        "\"epsilon\",\"clean_accuracy\"\n\"8/255\",\"0.96\"\n",
        "epsilon, clean_accuracy,,\n8/255 , 96 %,,\n,,,\n",
        "epsilon;clean_accuracy\n8/255;0,96\n",
        "epsilon\tclean_accuracy\n8/255\t96%\n\n"
      })
  void aTableThatASpreadsheetSavedIsRead(String text) {
    ResultTable table = Tables.of("t.csv", text);

    assertThat(table.columns()).containsExactly("epsilon", "clean_accuracy");
    assertThat(table.number(0, "epsilon")).hasValue(8.0 / 255);
    assertThat(table.fraction(0, "clean_accuracy")).hasValue(0.96);
    assertThat(table.rows()).hasSize(1);
  }

  @Test
  void aCellThatIsNoNumberIsNamedByFileLineAndColumn() {
    ResultTable table = Tables.of("t.csv", "a,b\n1,2\n3,four\n");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> table.number(1, "b"))
        .withMessage("t.csv line 3, column b: 'four' is not a number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"96.12", "-0.1", "NaN"})
  void whatIsNotInZeroToOneIsNoFraction(String cell) {
    ResultTable table = Tables.of("t.csv", "a\n" + cell + "\n");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> table.fraction(0, "a"))
        .withMessage("t.csv line 2, column a: '%s' is not a fraction between 0 and 1", cell);
  }

  @Test
  void aMissingColumnIsNamedWithThoseThatAreThere() {
    ResultTable table = Tables.of("t.csv", "a,b\n1,2\n");
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> table.text(0, "c"))
        .withMessage("t.csv line 1: no column c among a,b");
  }

  @Test
  void aCellThatWouldSplitCannotBeWritten() {
    assertThatThrownBy(() -> new ResultTable("t.csv", List.of("a"), List.of(List.of("1,2"))))
        .isInstanceOf(InvalidInputException.class);
  }
}
