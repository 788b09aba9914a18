package org.linfnet.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormattedTableTest {

  @Test
  void theSummaryIsAnAlignedTable() {
    assertThat(FormattedTable.of(Tables.summary()).text())
        .isEqualTo(
            """
            epsilon  examples   clean     pgd  certified  margin certified
                0.1     10000  96.12%  95.04%     94.01%            94.00%
                0.3     10000  96.12%       -     87.41%            87.28%
            """);
  }

  @Test
  void oneIsACountWhereSomeExamplesAreCertified() {
    ResultTable table =
        Tables.of("t.csv", "examples,certified_accuracy,unknown\n10000,0.7558,1\n10000,0.0,1\n");

    assertThat(FormattedTable.of(table).rows())
        .containsExactly(List.of("10000", "75.58%", "0.01%"), List.of("10000", "0.00%", "100.00%"));
  }

  @ParameterizedTest
  @CsvSource({
    "7, 14.00%",
    "7.0, 14.00%",
    "0.14, 14.00%",
    "1.0, 100.00%",
    "1, 100.00%",
    "0, 0.00%",
    "5E-04, 0.05%",
    "2%, 2.00%",
    "1E+01, 20.00%"
  })
  void whatIsUnknownIsAFractionAsAccuraciesAre(String unknown, String formatted) {
    ResultTable table = Tables.of("t.csv", "examples,unknown\n50," + unknown + "\n");

    assertThat(FormattedTable.of(table).rows().get(0)).containsExactly("50", formatted);
  }

  @ParameterizedTest
  @CsvSource({
    "0.123456789, 0.12346",
    "13.230769230769232, 13.231",
    "6.0, 6",
    "0.03, 0.03",
    "1.0E-4, 0.0001",
    "1234567, 1234567",
    "Infinity, Infinity",
    "strokes, strokes"
  })
  void aNumberIsCutToFiveDigitsAndTheRestIsLeft(String cell, String formatted) {
    ResultTable table = new ResultTable("t.csv", List.of("loss"), List.of(List.of(cell)));
    assertThat(FormattedTable.of(table).rows()).containsExactly(List.of(formatted));
  }

  @Test
  void aTableWithoutRowsIsItsHeadings() {
    assertThat(FormattedTable.of(Tables.of("t.csv", "epsilon,clean_accuracy\n")).text())
        .isEqualTo("epsilon  clean\n");
  }
}
