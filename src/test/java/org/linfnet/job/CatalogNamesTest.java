package org.linfnet.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.linfnet.InvalidInputException;

/** Names of tables of the catalog, as evaluations read and write them. */
class CatalogNamesTest {

  @TempDir static Path directory;

  private static SparkSession spark;

  @BeforeAll
  static void prepare() {
    spark =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.warehouse.dir", directory.resolve("warehouse").toString())
            .getOrCreate();
    spark.range(2).selectExpr("id", "X'00FF' AS pixels").write().saveAsTable("digits");
    spark.range(2).selectExpr("id", "X'00FF' AS pixels").write().saveAsTable("r_summary");
    spark.range(0).selectExpr("id", "X'00FF' AS pixels").write().saveAsTable("nothing");
    spark.sql("CREATE VIEW shown AS SELECT * FROM digits WHERE id > 0");
  }

  @AfterAll
  static void stop() {
    spark.sql("DROP VIEW shown");
    spark.stop();
  }

  @ParameterizedTest
  @CsvSource({
    "digits, digits, digits",
    "digits, DIGITS, DIGITS",
    "digits, default.digits, default.digits",
    "default.Digits, digits, digits",
    "digits, spark_catalog.default.digits, spark_catalog.default.digits",
    "spark_catalog.default.digits, digits, digits",
    "r_summary, r, r_summary",
    "default.R_SUMMARY, r, r_summary",
    "shown, digits, digits"
  })
  void noTableThatIsReadIsWritten(String data, String output, String named) {
    CatalogTable written = CatalogTable.named("table:" + output, spark).orElseThrow();
    Arguments arguments = Arguments.NONE.with("data", "table:" + data).with("overwrite", "");

    assertThatThrownBy(() -> EvaluationCatalog.claimed(written, arguments, spark))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("%s is the table of --data: name another output", named);
    assertThat(spark.table("digits").count()).isEqualTo(2);
  }

  @Test
  void aTableWithoutRowsIsNotRead() {
    CatalogTable empty = CatalogTable.named("table:nothing", spark).orElseThrow();

    assertThatThrownBy(() -> empty.read(spark))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("table nothing is empty: it has no row; name one that has");
  }
}
